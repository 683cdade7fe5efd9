'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { localText } from '#components/ui/format-time.ts'
import { toast } from '#components/ui/toast.tsx'
import type { TokenView } from '#lib/services/idps/index.ts'
import { outcomeOf, type FormError, type IdpActions } from './actions.ts'
import { TokenLimitsFields } from './token-limits-fields.tsx'
import { changeOf, draftOf, unlimited, type LimitsDraft } from './token-limits.ts'

type Props = {
  idpId: string
  token: TokenView | undefined
  actions: IdpActions
  /** With what the IdP's tokens are now, when something was changed. */
  onClose: (tokens: TokenView[] | undefined) => void
}

/** Changes when a live token expires and where it is accepted from. Closed while `token` is undefined. */
export const LimitToken = ({ idpId, token, actions, onClose }: Props) => {
  const [edited, setEdited] = useState<LimitsDraft>()
  const [error, setError] = useState<FormError>()
  const [isPending, setPending] = useState(false)
  const draft = edited ?? (token ? draftOf(token) : unlimited)
  const close = (tokens?: TokenView[]) => {
    setEdited(undefined)
    setError(undefined)
    onClose(tokens)
  }
  const save = async () => {
    if (!token) return
    setPending(true)
    const outcome = await outcomeOf(actions.limitToken({ id: idpId, tokenId: token.id, limits: changeOf(draft) }))
    setPending(false)
    if (outcome.error) return setError(outcome.error)
    toast({ title: `The token ending in ${token.hint} was changed`, tone: 'good' })
    close(outcome.data.tokens)
  }
  const isAtField = error?.field === 'expires' || error?.field === 'allowedNetworks'
  return (
    <Dialog
      open={token !== undefined}
      onOpenChange={(open) => {
        if (!open) close()
      }}
      title={`Change the token ending in ${token?.hint ?? ''}`}
      description="The change counts at once, without Save. The token itself stays the same."
      footer={
        <>
          <Button onClick={() => close()}>Cancel</Button>
          <Button variant="primary" disabled={isPending} onClick={() => void save()}>
            Change the token
          </Button>
        </>
      }
    >
      {error && !isAtField ? (
        <p role="alert" className="text-bad mb-3 text-sm">
          {error.message}
        </p>
      ) : null}
      <TokenLimitsFields
        value={draft}
        onChange={setEdited}
        errorAt={(field) => (error?.field === field ? error.message : undefined)}
        kept={token?.expiresAt === undefined ? 'As it is: never' : `As it is: ${localText(token.expiresAt)}`}
      />
    </Dialog>
  )
}
