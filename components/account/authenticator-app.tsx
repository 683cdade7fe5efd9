'use client'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { TotpOffer } from '#lib/services/mfa-totp.ts'
import type { AccountActions } from './actions.ts'
import { useConfirmed } from './confirm-identity.tsx'
import { Section } from './section.tsx'

/** The authenticator app: set up by scanning and a first code, removed again. */
export const AuthenticatorApp = ({
  since,
  actions,
  onCodes,
}: {
  since: string | undefined
  actions: AccountActions
  onCodes: (codes: readonly string[]) => void
}) => {
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const [offer, setOffer] = useState<TotpOffer>()
  const [isAsking, setAsking] = useState(false)
  const begin = () =>
    startTransition(async () => {
      const result = await confirmed(actions.beginTotp)
      if (result?.data) setOffer(result.data)
      else if (result?.serverError) toast({ title: 'Not begun', description: result.serverError.message, tone: 'bad' })
    })
  const remove = () =>
    startTransition(async () => {
      const result = await confirmed(actions.removeTotp)
      setAsking(false)
      if (result?.serverError) toast({ title: 'Not removed', description: result.serverError.message, tone: 'bad' })
      else if (result) toast({ title: 'Authenticator app removed', tone: 'good' })
    })
  return (
    <Section
      title="Authenticator app"
      description={
        since ? (
          <>
            Asked for a code at every sign-in with your password, since <Time at={since} format="exact" />.
          </>
        ) : (
          'Six digits from an app on your telephone, asked for after your password.'
        )
      }
      actions={
        since ? (
          <Button disabled={isPending} onClick={() => setAsking(true)}>
            Remove…
          </Button>
        ) : (
          <Button disabled={isPending} onClick={begin}>
            Set up authenticator app
          </Button>
        )
      }
    >
      {offer ? (
        <SetUp
          offer={offer}
          add={actions.addTotp}
          onClose={() => setOffer(undefined)}
          onAdded={(codes) => {
            setOffer(undefined)
            toast({ title: 'Authenticator app set up', tone: 'good' })
            if (codes) onCodes(codes)
          }}
        />
      ) : null}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Remove authenticator app"
        description="Your password alone lets you in afterwards, unless you have a passkey."
        confirmLabel="Remove authenticator app"
        tone="danger"
        isPending={isPending}
        onConfirm={remove}
      />
    </Section>
  )
}

const SetUp = ({
  offer,
  add,
  onClose,
  onAdded,
}: {
  offer: TotpOffer
  add: AccountActions['addTotp']
  onClose: () => void
  onAdded: (codes: readonly string[] | undefined) => void
}) => {
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const result = await confirmed(() => add({ sealed: offer.sealed, code }))
      if (result?.data) onAdded(result.data.recoveryCodes)
      else if (result) setProblem(result.serverError?.message ?? 'Enter the six digits.')
    })
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Set up authenticator app"
      description="Scan this with the app, then enter the code it shows."
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {/* On white in either theme, as scanners expect it. */}
        {/* oxlint-disable-next-line nextjs/no-img-element -- a data: address, there is nothing to optimise */}
        <img
          src={offer.qrCode}
          alt="QR code with the secret below"
          className="mx-auto size-48 rounded-md border bg-white"
        />
        <CopyField label="Or type this secret" value={offer.secret} />
        <Field label="Code" error={problem}>
          <Input
            inputMode="numeric"
            autoComplete="one-time-code"
            spellCheck={false}
            value={code}
            onValueChange={setCode}
            className="font-mono tracking-wider"
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isPending || code.trim() === ''}>
            {isPending ? 'Checking…' : 'Turn on'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
