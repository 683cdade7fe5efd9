'use client'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import type { TokenView } from '#lib/services/idps/index.ts'
import { outcomeOf, type IdpActions } from './actions.ts'
import { LimitToken } from './limit-token.tsx'
import { RevokeToken } from './revoke-token.tsx'
import { TokenDialog } from './token-dialog.tsx'
import { TokenLimitsFields } from './token-limits-fields.tsx'
import { unlimited } from './token-limits.ts'
import { TokenList } from './token-list.tsx'
import type { IdpForm } from './use-idp-form.ts'

/** *Bearer Token*: what is known of the live ones, and the way to a new one, which waits for Save. */
export const TokenField = ({ form, actions, disabled }: { form: IdpForm; actions: IdpActions; disabled: boolean }) => {
  const { stored, pendingToken } = form
  // The only place the token ever is: gone from here when the dialog closes.
  const [shown, setShown] = useState<string>()
  const [limiting, setLimiting] = useState<TokenView>()
  const [revoking, setRevoking] = useState<TokenView>()
  const [isBusy, setBusy] = useState(false)
  const working = stored.tokens.filter((token) => !token.isExpired)
  const isFull = working.length > 1

  const generate = async () => {
    setBusy(true)
    if (pendingToken) form.dropToken()
    const outcome = await outcomeOf(actions.generateToken({ id: stored.id }))
    setBusy(false)
    if (outcome.error) return form.setError({ ...outcome.error, field: 'token' })
    const { id, token, hint } = outcome.data
    form.setPendingToken({ id, hint, limits: pendingToken?.limits ?? unlimited })
    form.setError(undefined)
    setShown(token)
  }

  return (
    <div data-field="token" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64 text-sm">
          <p className="font-medium">Bearer Token</p>
          <p className="text-ink-muted">
            {stored.tokens.length === 0
              ? 'No token yet: the IdP cannot send anything without one.'
              : isFull
                ? 'Two tokens work, which is the most there can be. Delete one to generate another.'
                : 'A new token works beside the one there is, so that nothing is refused while you change it.'}
          </p>
          {form.errorAt('token') ? (
            <p role="alert" className="text-bad mt-1">
              {form.errorAt('token')}
            </p>
          ) : null}
        </div>
        <Button disabled={disabled || isBusy || isFull} onClick={() => void generate()}>
          <KeyRound aria-hidden />
          Generate New Token
        </Button>
      </div>
      {stored.tokens.length > 0 ? (
        <TokenList tokens={stored.tokens} disabled={disabled} onLimit={setLimiting} onRevoke={setRevoking} />
      ) : null}
      {isFull ? <RotationAdvice older={working.at(-1)} /> : null}
      {pendingToken ? (
        <div className="border-line flex flex-col gap-4 rounded-lg border p-3 sm:p-4">
          <div className="flex flex-wrap items-center justify-between gap-2 text-sm">
            <output className="text-warn">
              The new token ending in <span className="font-mono text-xs">{pendingToken.hint}</span> works once you
              save.
            </output>
            <Button size="sm" variant="ghost" onClick={form.dropToken}>
              Discard the new token
            </Button>
          </div>
          <TokenLimitsFields
            value={pendingToken.limits}
            disabled={disabled}
            errorAt={form.errorAt}
            onChange={(limits) => form.setPendingToken({ ...pendingToken, limits })}
          />
        </div>
      ) : null}
      <LimitToken idpId={stored.id} token={limiting} actions={actions} onClose={close(setLimiting)} />
      <RevokeToken
        idpId={stored.id}
        token={revoking}
        isLast={working.length < 2}
        actions={actions}
        onClose={close(setRevoking)}
      />
      <TokenDialog token={shown} onClose={() => setShown(undefined)} />
    </div>
  )

  function close(set: (token: undefined) => void) {
    return (tokens: TokenView[] | undefined) => {
      set(undefined)
      if (tokens) form.setTokens(tokens)
    }
  }
}

/** What to do with two tokens: the older one goes once the IdP has the newer one. */
const RotationAdvice = ({ older }: { older: TokenView | undefined }) => (
  <Callout title="Update your IdP, then delete the older one">
    {older === undefined ? null : older.lastUsedAt === undefined ? (
      <>
        The older one, ending in <span className="font-mono text-xs">{older.hint}</span>, has never been used.
      </>
    ) : (
      <>
        The older one, ending in <span className="font-mono text-xs">{older.hint}</span>, was last used{' '}
        <Time at={older.lastUsedAt} />
        {older.isInUse ? ': still in use' : ''}.
      </>
    )}
  </Callout>
)
