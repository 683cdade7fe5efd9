'use client'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { AccountActions } from './actions.ts'
import { useConfirmed } from './confirm-identity.tsx'
import { Section } from './section.tsx'

export const ChangePassword = ({ email, change }: { email: string; change: AccountActions['changePassword'] }) => {
  const [isOpen, setOpen] = useState(false)
  return (
    <Section
      title="Password"
      description="A new password ends your other sessions."
      actions={<Button onClick={() => setOpen(true)}>Change password</Button>}
    >
      {isOpen ? <PasswordDialog email={email} change={change} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}

const PasswordDialog = ({
  email,
  change,
  onClose,
}: {
  email: string
  change: AccountActions['changePassword']
  onClose: () => void
}) => {
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const result = await confirmed(() => change({ password }))
      if (!result) return
      if (result.serverError ?? result.validationErrors) {
        setProblem(result.serverError?.message ?? 'The password is far too long.')
        return
      }
      toast({ title: 'Password changed', tone: 'good' })
      onClose()
    })
  }
  return (
    <Dialog open onOpenChange={onClose} title="Change password">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {/* For password managers: whose password this is. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <Field
          label="New password"
          description="At least 12 characters. A few unrelated words are fine."
          error={problem}
        >
          <Input type="password" autoComplete="new-password" value={password} onValueChange={setPassword} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isPending || password === ''}>
            {isPending ? 'Saving…' : 'Save password'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
