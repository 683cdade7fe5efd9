'use client'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ChangePlan } from '#lib/services/idps/index.ts'
import { outcomeOf, type IdpActions } from './actions.ts'
import { ConsequenceText, consequences } from './consequences.tsx'
import { TokenDialog } from './token-dialog.tsx'
import type { IdpForm } from './use-idp-form.ts'

/** *Bearer Token*: what is known of the live one, and the way to a new one, which waits for Save. */
export const TokenField = ({ form, actions, disabled }: { form: IdpForm; actions: IdpActions; disabled: boolean }) => {
  const { stored, pendingToken } = form
  // The only place the token ever is: gone from here when the dialog closes.
  const [shown, setShown] = useState<string>()
  const [asking, setAsking] = useState<ChangePlan>()
  const [isBusy, setBusy] = useState(false)

  const fail = (message: string) => form.setError({ code: 'unexpected', message, field: 'token' })
  const generate = async () => {
    setAsking(undefined)
    setBusy(true)
    if (pendingToken) form.dropToken()
    const outcome = await outcomeOf(actions.generateToken({ id: stored.id }))
    setBusy(false)
    if (outcome.error) return fail(outcome.error.message)
    const { id, token, hint } = outcome.data
    form.setPendingToken({ id, hint })
    if (stored.token) form.confirm('replace-token')
    form.setError(undefined)
    setShown(token)
  }
  const ask = async () => {
    if (!stored.token) return generate()
    setBusy(true)
    const plan = await outcomeOf(actions.planIdp({ id: stored.id, settings: {} }))
    setBusy(false)
    if (plan.error) return fail(plan.error.message)
    setAsking(plan.data)
  }

  return (
    <div data-field="token" className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-64 text-sm">
        <p className="font-medium">Bearer Token</p>
        {stored.token ? (
          <div className="text-ink-muted">
            <p>
              <span className="text-ink font-mono text-xs" aria-label={`Token ending in ${stored.token.hint}`}>
                ••••{stored.token.hint}
              </span>{' '}
              made <Time at={stored.token.createdAt} /> by {stored.token.createdBy}
            </p>
            <p>
              {stored.token.lastUsedAt === undefined ? (
                'Never used'
              ) : (
                <>
                  Last used <Time at={stored.token.lastUsedAt} />
                </>
              )}
            </p>
          </div>
        ) : (
          <p className="text-ink-muted">No token yet: the IdP cannot send anything without one.</p>
        )}
        {pendingToken ? (
          <output className="text-warn mt-1 block">
            The new token ending in <span className="font-mono text-xs">{pendingToken.hint}</span> works once you save.
          </output>
        ) : null}
        {form.errorAt('token') ? (
          <p role="alert" className="text-bad mt-1">
            {form.errorAt('token')}
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap gap-2">
        {pendingToken ? (
          <Button variant="ghost" onClick={form.dropToken}>
            Discard the new token
          </Button>
        ) : null}
        <Button disabled={disabled || isBusy} onClick={() => void ask()}>
          <KeyRound aria-hidden />
          Generate New Token
        </Button>
      </div>
      <ConfirmDialog
        open={asking !== undefined}
        onOpenChange={(open) => {
          if (!open) setAsking(undefined)
        }}
        title={consequences['replace-token'].title(stored.name)}
        confirmLabel="Generate New Token"
        tone="danger"
        onConfirm={() => void generate()}
      >
        {asking ? <ConsequenceText step="replace-token" facts={asking.facts} now={0} /> : null}
      </ConfirmDialog>
      <TokenDialog token={shown} onClose={() => setShown(undefined)} />
    </div>
  )
}
