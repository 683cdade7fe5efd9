'use client'
import { KeyRound } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ChangeButton } from '#components/ui/change-allowed.tsx'
import { Time } from '#components/ui/time.tsx'
import type { IdpView, TokenView } from '#lib/services/idps/index.ts'
import { outcomeOf, type IdpActions } from './actions.ts'
import { LimitToken } from './limit-token.tsx'
import { RevokeToken } from './revoke-token.tsx'
import { TokenDialog } from './token-dialog.tsx'
import { TokenLimitsFields } from './token-limits-fields.tsx'
import { unlimited } from './token-limits.ts'
import { TokenList } from './token-list.tsx'
import { tokenWords } from './token-words.ts'
import type { IdpForm, TokenKind } from './use-idp-form.ts'

/** *Bearer Token*, *Client Secret*: what is known of the live ones, and the way to a new one, which waits for Save. */
export const TokenField = ({
  kind = 'bearer',
  form,
  actions,
  disabled,
}: {
  kind?: TokenKind
  form: IdpForm
  actions: IdpActions
  disabled: boolean
}) => {
  const { stored } = form
  const tokens = kind === 'bearer' ? stored.tokens : stored.secrets
  const pendingToken = form.pendingToken?.kind === kind ? form.pendingToken : undefined
  const { title, word, generate: label } = tokenWords[kind]
  // The only place the token ever is: gone from here when the dialog closes.
  const [shown, setShown] = useState<string>()
  const root = useRef<HTMLDivElement>(null)
  const [limiting, setLimiting] = useState<TokenView>()
  const [revoking, setRevoking] = useState<TokenView>()
  // A refusal of Save that is about a token is shown where the pending one is.
  const field = (form.pendingToken?.kind ?? 'bearer') === kind ? 'token' : 'secret'
  const [isBusy, setBusy] = useState(false)
  const working = tokens.filter((token) => !token.isExpired)
  const isFull = working.length > 1

  const generate = async () => {
    setBusy(true)
    // One waits for Save at a time.
    if (form.pendingToken) form.dropToken()
    const outcome = await outcomeOf(actions.generateToken({ id: stored.id, kind }))
    setBusy(false)
    if (outcome.error) return form.setError({ ...outcome.error, field })
    const { id, token, hint } = outcome.data
    form.setPendingToken({ id, kind, hint, limits: pendingToken?.limits ?? unlimited })
    form.setError(undefined)
    setShown(token)
  }

  return (
    <div ref={root} data-field={field} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64 text-sm">
          <p className="font-medium">{title}</p>
          <p className="text-ink-muted">
            {tokens.length === 0
              ? kind === 'bearer'
                ? 'No token yet: the IdP cannot send anything without one.'
                : 'No client secret yet.'
              : isFull
                ? `Two ${word}s work, which is the most there can be. Delete one to generate another.`
                : `A new ${word} works beside the one there is, so that nothing is refused while you change it.`}
          </p>
          {form.errorAt(field) ? (
            <p role="alert" className="text-bad mt-1">
              {form.errorAt(field)}
            </p>
          ) : null}
        </div>
        <ChangeButton disabled={disabled || isBusy || isFull} onClick={() => void generate()}>
          <KeyRound aria-hidden />
          {label}
        </ChangeButton>
      </div>
      {tokens.length > 0 ? (
        <TokenList kind={kind} tokens={tokens} disabled={disabled} onLimit={setLimiting} onRevoke={setRevoking} />
      ) : null}
      {isFull ? <RotationAdvice older={working.at(-1)} /> : null}
      {pendingToken ? (
        <div className="border-line flex flex-col gap-4 rounded-lg border p-3 sm:p-4">
          <div className="flex flex-wrap items-center justify-between gap-2 text-sm">
            <output className="text-warn">
              The new {word} ending in <span className="font-mono text-xs">{pendingToken.hint}</span> works once you
              save.
            </output>
            <Button size="sm" variant="ghost" onClick={form.dropToken}>
              Discard the new {word}
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
      <LimitToken kind={kind} idpId={stored.id} token={limiting} actions={actions} onClose={close(setLimiting)} />
      <RevokeToken
        kind={kind}
        idpId={stored.id}
        token={revoking}
        isLast={working.length < 2}
        actions={actions}
        onClose={close(setRevoking)}
      />
      <TokenDialog
        kind={kind}
        token={shown}
        onClose={() => setShown(undefined)}
        // The button that generated it was disabled meanwhile, and has lost the focus.
        finalFocus={() => root.current?.querySelector('button') ?? null}
      />
    </div>
  )

  function close(set: (token: undefined) => void) {
    return (changed: IdpView | undefined) => {
      set(undefined)
      if (changed) form.setTokens(changed)
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
