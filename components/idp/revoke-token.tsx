'use client'
import { useState } from 'react'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { IdpView, TokenView } from '#lib/services/idps/index.ts'
import type { TokenKind } from './use-idp-form.ts'
import { tokenWords } from './token-words.ts'
import { outcomeOf, type IdpActions } from './actions.ts'

type Props = {
  idpId: string
  kind: TokenKind
  token: TokenView | undefined
  /** No other token works. */
  isLast: boolean
  actions: IdpActions
  /** With the IdP as it is now, when it was revoked. */
  onClose: (idp: IdpView | undefined) => void
}

/** Says what revoking a token breaks; asks for its hint while it is in use. Closed while `token` is undefined. */
export const RevokeToken = ({ idpId, kind, token, isLast, actions, onClose }: Props) => {
  // The server asks for the hint when the token came into use after this page was read.
  const [mustType, setMustType] = useState(false)
  const [problem, setProblem] = useState<string>()
  const { word } = tokenWords[kind]
  const [isPending, setPending] = useState(false)
  const asks = token !== undefined && (mustType || token.isInUse)
  const close = (changed?: IdpView) => {
    setMustType(false)
    setProblem(undefined)
    onClose(changed)
  }
  const revoke = async () => {
    if (!token) return
    setPending(true)
    const input = { id: idpId, tokenId: token.id, ...(asks ? { typedHint: token.hint } : {}) }
    const outcome = await outcomeOf(actions.revokeToken(input))
    setPending(false)
    if (outcome.error) {
      setMustType(outcome.error.field === 'typedHint')
      return setProblem(outcome.error.message)
    }
    toast({ title: `The ${word} ending in ${token.hint} was deleted`, tone: 'good' })
    close(outcome.data)
  }
  return (
    <ConfirmDialog
      open={token !== undefined}
      onOpenChange={(open) => {
        if (!open) close()
      }}
      title={`Delete the ${word} ending in ${token?.hint ?? ''}?`}
      confirmLabel={`Delete the ${word}`}
      tone="danger"
      isPending={isPending}
      {...(asks ? { typeToConfirm: token.hint } : {})}
      onConfirm={() => void revoke()}
    >
      <div className="flex flex-col gap-2 text-sm">
        <p>
          {token?.lastUsedAt === undefined ? (
            'It has never been used.'
          ) : (
            <>
              It was last used <Time at={token.lastUsedAt} className="font-medium" />
              {token.lastUsedFrom === undefined ? '' : ` from ${token.lastUsedFrom}`}
              {asks ? ': still in use.' : '.'}
            </>
          )}
        </p>
        {token?.isExpired ? (
          <p>It has expired, so that nothing changes for the IdP.</p>
        ) : (
          <p>
            It stops working at once, without Save: requests with {kind === 'secret' ? 'the tokens it gave' : 'it'} are
            refused with 401.{isLast ? ` No other ${word} works.` : ''}
          </p>
        )}
        {problem ? (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        ) : null}
      </div>
    </ConfirmDialog>
  )
}
