'use client'
import { useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { PasskeyView } from '#lib/services/mfa-passkeys.ts'
import type { SessionView } from '#lib/services/sessions.ts'
import type { AccountActions } from './actions.ts'
import { AuthenticatorApp } from './authenticator-app.tsx'
import { ChangePassword } from './change-password.tsx'
import { useConfirmed } from './confirm-identity.tsx'
import { Passkeys } from './passkeys.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { Section } from './section.tsx'
import { SessionList } from './session-list.tsx'

export type AccountView = {
  email: string
  totpSince: string | undefined
  passkeys: readonly PasskeyView[]
  passkeyObstacle: string | undefined
  recoveryCodes: number
  sessions: readonly SessionView[]
  /** A second factor is required and missing. */
  isRestricted: boolean
}

/** An administrator's own ways in. */
export const Account = ({ account, actions }: { account: AccountView; actions: AccountActions }) => {
  const [codes, setCodes] = useState<readonly string[]>()
  const hasFactor = account.totpSince !== undefined || account.passkeys.length > 0
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      {account.isRestricted ? (
        <Callout tone="warn" title="Add a second factor to go on">
          Your role requires one. Set up an authenticator app or add a passkey; the rest of Rollcall opens then.
        </Callout>
      ) : null}
      <AuthenticatorApp since={account.totpSince} actions={actions} onCodes={setCodes} />
      <Passkeys passkeys={account.passkeys} obstacle={account.passkeyObstacle} actions={actions} onCodes={setCodes} />
      {hasFactor ? (
        <RenewCodes left={account.recoveryCodes} renew={actions.renewRecoveryCodes} onCodes={setCodes} />
      ) : null}
      <ChangePassword email={account.email} change={actions.changePassword} />
      <Section title="Sessions" description="Where you are signed in.">
        <SessionList sessions={account.sessions} revoke={(handle) => actions.revokeSession({ handle })} />
      </Section>
      {codes ? <RecoveryCodes codes={codes} onClose={() => setCodes(undefined)} /> : null}
    </div>
  )
}

const RenewCodes = ({
  left,
  renew,
  onCodes,
}: {
  left: number
  renew: AccountActions['renewRecoveryCodes']
  onCodes: (codes: readonly string[]) => void
}) => {
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const run = () =>
    startTransition(async () => {
      const result = await confirmed(renew)
      if (result?.data) onCodes(result.data)
      else if (result?.serverError) toast({ title: 'Not made', description: result.serverError.message, tone: 'bad' })
    })
  return (
    <Section
      title="Recovery codes"
      description={`${left === 1 ? '1 code is' : `${left} codes are`} left. Each stands in for the second factor once; new ones end those from before.`}
      actions={
        <Button disabled={isPending} onClick={run}>
          Make new codes
        </Button>
      }
    />
  )
}
