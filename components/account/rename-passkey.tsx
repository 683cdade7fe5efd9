'use client'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { PasskeyView } from '#lib/services/mfa-passkeys.ts'
import type { AccountActions } from './actions.ts'

/** Gives a passkey the name it is known by now. */
export const RenamePasskey = ({
  passkey,
  actions,
  onClose,
}: {
  passkey: PasskeyView
  actions: Pick<AccountActions, 'renamePasskey'>
  onClose: () => void
}) => {
  const [isPending, startTransition] = useTransition()
  const [name, setName] = useState(passkey.name)
  const [problem, setProblem] = useState<{ message: string; field?: string }>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const result = await actions.renamePasskey({ id: passkey.id, name })
      if (!result?.data)
        return setProblem(result?.serverError ?? { message: 'The name is far too long.', field: 'name' })
      toast({ title: `${name.trim()} was saved`, tone: 'good' })
      onClose()
    })
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Rename passkey"
      description="What you know it by. On the device it keeps the name it has there."
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {problem && problem.field !== 'name' ? (
          <Callout tone="bad" role="alert" title="Not renamed">
            {problem.message}
          </Callout>
        ) : null}
        <Field label="Name" error={problem?.field === 'name' ? problem.message : undefined}>
          <Input autoComplete="off" value={name} onValueChange={setName} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isPending || name.trim() === ''}>
            Save name
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
