'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { exactText } from '#components/ui/format-time.ts'
import { toast } from '#components/ui/toast.tsx'
import { useZone } from '#components/ui/zone.ts'
import type { IdpView, TokenView } from '#lib/services/idps/index.ts'
import type { TokenKind } from './use-idp-form.ts'
import { tokenWords } from './token-words.ts'
import { outcomeOf, type FormError, type IdpActions } from './actions.ts'
import { TokenLimitsFields } from './token-limits-fields.tsx'
import { changeOf, draftOf, unlimited, type LimitsDraft } from './token-limits.ts'

type Props = {
  idpId: string
  kind: TokenKind
  token: TokenView | undefined
  actions: IdpActions
  /** With the IdP as it is now, when something was changed. */
  onClose: (idp: IdpView | undefined) => void
}

/** Changes when a live token expires and where it is accepted from. Closed while `token` is undefined. */
export const LimitToken = ({ idpId, kind, token, actions, onClose }: Props) => {
  const [edited, setEdited] = useState<LimitsDraft>()
  const [error, setError] = useState<FormError>()
  const { word } = tokenWords[kind]
  const [isPending, setPending] = useState(false)
  const zone = useZone()
  const draft = edited ?? (token ? draftOf(token) : unlimited)
  const close = (changed?: IdpView) => {
    setEdited(undefined)
    setError(undefined)
    onClose(changed)
  }
  const save = async () => {
    if (!token) return
    setPending(true)
    const outcome = await outcomeOf(actions.limitToken({ id: idpId, tokenId: token.id, limits: changeOf(draft) }))
    setPending(false)
    if (outcome.error) return setError(outcome.error)
    toast({ title: `The ${word} ending in ${token.hint} was changed`, tone: 'good' })
    close(outcome.data)
  }
  const isAtField = error?.field === 'expires' || error?.field === 'allowedNetworks'
  return (
    <Dialog
      open={token !== undefined}
      onOpenChange={(open) => {
        if (!open) close()
      }}
      title={`Change the ${word} ending in ${token?.hint ?? ''}`}
      description={`The change counts at once, without Save. The ${word} itself stays the same.`}
      footer={
        <>
          <Button onClick={() => close()}>Cancel</Button>
          <Button variant="primary" disabled={isPending} onClick={() => void save()}>
            Change the {word}
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
        kept={token?.expiresAt === undefined ? 'As it is: never' : `As it is: ${exactText(token.expiresAt, zone)}`}
      />
    </Dialog>
  )
}
