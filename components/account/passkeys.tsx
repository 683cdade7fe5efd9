'use client'
import { startRegistration } from '@simplewebauthn/browser'
import { KeyRound } from 'lucide-react'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { PasskeyView } from '#lib/services/mfa-passkeys.ts'
import type { AccountActions } from './actions.ts'
import { useConfirmed } from './confirm-identity.tsx'
import { Section } from './section.tsx'

/** Passkeys, each with when it was last used. `obstacle` says why none can be made at this address. */
export const Passkeys = ({
  passkeys,
  obstacle,
  actions,
  onCodes,
}: {
  passkeys: readonly PasskeyView[]
  obstacle: string | undefined
  actions: AccountActions
  onCodes: (codes: readonly string[]) => void
}) => {
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const [isAdding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<PasskeyView>()
  const remove = (passkey: PasskeyView) =>
    startTransition(async () => {
      const result = await confirmed(() => actions.removePasskey({ id: passkey.id }))
      setRemoving(undefined)
      if (result?.serverError) toast({ title: 'Not removed', description: result.serverError.message, tone: 'bad' })
      else if (result) toast({ title: `${passkey.name} removed`, tone: 'good' })
    })
  return (
    <Section
      title="Passkeys"
      description="Sign in by finger, face, PIN or security key, without a password. A passkey stands for both factors."
      actions={
        obstacle === undefined ? (
          <Button onClick={() => setAdding(true)}>
            <KeyRound aria-hidden />
            Add passkey
          </Button>
        ) : undefined
      }
    >
      {obstacle ? <Callout tone="info">{obstacle}</Callout> : null}
      {passkeys.length > 0 ? (
        <ul className="divide-line divide-y rounded-md border">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="flex items-center justify-between gap-3 px-3 py-2">
              <div className="min-w-0">
                <p className="truncate text-sm font-medium">{passkey.name}</p>
                <p className="text-ink-muted text-xs">
                  Added <Time at={passkey.createdAt} /> ·{' '}
                  {passkey.lastUsedAt ? (
                    <>
                      last used <Time at={passkey.lastUsedAt} />
                    </>
                  ) : (
                    'never used'
                  )}
                </p>
              </div>
              <Button size="sm" aria-label={`Remove passkey ${passkey.name}`} onClick={() => setRemoving(passkey)}>
                Remove…
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {isAdding ? (
        <AddPasskey
          actions={actions}
          onClose={() => setAdding(false)}
          onAdded={(codes) => {
            setAdding(false)
            toast({ title: 'Passkey added', tone: 'good' })
            if (codes) onCodes(codes)
          }}
        />
      ) : null}
      {removing ? (
        <ConfirmDialog
          open
          onOpenChange={() => setRemoving(undefined)}
          title="Remove passkey"
          description={`${removing.name} no longer lets you in. Remove it from the device, too.`}
          confirmLabel="Remove passkey"
          tone="danger"
          isPending={isPending}
          onConfirm={() => remove(removing)}
        />
      ) : null}
    </Section>
  )
}

const AddPasskey = ({
  actions,
  onClose,
  onAdded,
}: {
  actions: AccountActions
  onClose: () => void
  onAdded: (codes: readonly string[] | undefined) => void
}) => {
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<{ message: string; field?: string }>()
  const run = async () => {
    setProblem(undefined)
    const begun = await confirmed(actions.beginPasskey)
    if (!begun?.data) return setProblem(begun?.serverError)
    const response = await startRegistration({ optionsJSON: begun.data }).catch((error: unknown) => error)
    if (response instanceof Error) {
      const isKnown = response.name === 'InvalidStateError'
      return setProblem({
        message: isKnown ? 'This device has a passkey of yours already.' : 'No passkey was made. Try again.',
      })
    }
    // What is no error is what the browser made.
    const result = await actions.addPasskey({
      name,
      response: response as Awaited<ReturnType<typeof startRegistration>>,
    })
    if (result?.data) onAdded(result.data.recoveryCodes)
    else setProblem(result?.serverError ?? { message: 'The name is far too long.', field: 'name' })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(run)
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add passkey"
      description="Give it a name you will know it by; your browser asks for the rest."
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {problem && problem.field !== 'name' ? (
          <Callout tone="bad" role="alert" title="Not added">
            {problem.message}
          </Callout>
        ) : null}
        <Field
          label="Name"
          description="Such as the device it is on: Work laptop."
          error={problem?.field === 'name' ? problem.message : undefined}
        >
          <Input autoComplete="off" value={name} onValueChange={setName} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isPending || name.trim() === ''}>
            {isPending ? 'Waiting for the passkey…' : 'Add passkey'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
