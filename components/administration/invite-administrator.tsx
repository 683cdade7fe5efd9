'use client'
import { UserPlus } from 'lucide-react'
import { type FormEvent, useState, useTransition } from 'react'
import { useConfirmed } from '#components/account/confirm-identity.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { IssuedLink } from '#lib/services/administrators-links.ts'
import type { AdministratorActions } from './actions.ts'
import { type Grant, GrantFields } from './grant-fields.tsx'
import { OneTimeLink } from './one-time-link.tsx'

/** The button, the form behind it, and the link that comes out of it. */
export const InviteAdministrator = ({ invite }: { invite: AdministratorActions['invite'] }) => {
  const [isOpen, setOpen] = useState(false)
  const [issued, setIssued] = useState<{ link: IssuedLink; email: string }>()
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <UserPlus aria-hidden />
        Invite Administrator
      </Button>
      {isOpen ? (
        <InviteDialog
          invite={invite}
          onClose={() => setOpen(false)}
          onIssued={(link, email) => {
            setOpen(false)
            setIssued({ link, email })
          }}
        />
      ) : null}
      {issued ? (
        <OneTimeLink link={issued.link} purpose="invite" email={issued.email} onClose={() => setIssued(undefined)} />
      ) : null}
    </>
  )
}

const InviteDialog = ({
  invite,
  onClose,
  onIssued,
}: {
  invite: AdministratorActions['invite']
  onClose: () => void
  onIssued: (link: IssuedLink, email: string) => void
}) => {
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [grant, setGrant] = useState<Grant>({ role: 'editor', scimManagement: 'full' })
  const [problem, setProblem] = useState<{ message: string; field?: string }>()
  const problemOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const result = await confirmed(() => invite({ email, name, ...grant }))
      if (result?.data) onIssued(result.data, email.trim())
      else if (result) setProblem(result.serverError ?? { message: 'One of the fields is far too long.' })
    })
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Invite Administrator"
      description="You get a link to hand over. Whoever opens it chooses a password and is signed in."
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {problem && !['email', 'name'].includes(problem.field ?? '') ? (
          <Callout tone="bad" role="alert" title="Not invited">
            {problem.message}
          </Callout>
        ) : null}
        <Field label="E-mail" error={problemOf('email')}>
          <Input
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={email}
            onValueChange={setEmail}
          />
        </Field>
        <Field label="Name" description="May stay empty." error={problemOf('name')}>
          <Input autoComplete="off" value={name} onValueChange={setName} />
        </Field>
        <GrantFields grant={grant} onChange={setGrant} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isPending || email.trim() === ''}>
            {isPending ? 'Making the link…' : 'Make invitation link'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
