'use client'
import { useState } from 'react'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { GuardView, HeldView } from '#lib/services/deprovision-guard/index.ts'
import { outcomeOf, type FormError } from '../actions.ts'
import { RadioCards } from '../radio-cards.tsx'
import type { HeldActions } from './actions.ts'
import { askedFor, lossText, requestsText } from './held-words.ts'

/** What is being decided: one request, or all that wait. */
export type Deciding = { decision: 'allowed' | 'refused'; request?: HeldView }

type Extent = 'these' | 'hour' | 'day'

/** Says in numbers what allowing or refusing does, before it is done. Closed while `deciding` is undefined. */
export const DecideDialog = ({
  guard,
  deciding,
  actions,
  onClose,
}: {
  guard: GuardView
  deciding: Deciding | undefined
  actions: HeldActions
  onClose: () => void
}) => {
  const [extent, setExtent] = useState<Extent>('these')
  const [error, setError] = useState<FormError>()
  const [isPending, setPending] = useState(false)
  // While the dialog fades out it still says what it asked.
  const [asked, setAsked] = useState(deciding)
  if (deciding !== undefined && deciding !== asked) setAsked(deciding)
  const request = asked?.request
  const isAllow = asked?.decision === 'allowed'
  const requests = request ? 1 : guard.undecided
  const people = request ? request.people : guard.people
  const what = request ? `${askedFor(request)} ${request.name}` : requestsText(requests)

  const close = () => {
    setExtent('these')
    setError(undefined)
    onClose()
  }
  const send = async () => {
    if (!deciding) return
    setPending(true)
    const { decision } = deciding
    const key = request ? { request: { entityId: request.entityId, kind: request.kind } } : {}
    const outcome =
      extent === 'these'
        ? await outcomeOf(actions.decide({ id: guard.idpId, decision, ...key, seenAt: guard.seenAt }))
        : await outcomeOf(
            actions.allowEverything({
              id: guard.idpId,
              hours: extent === 'hour' ? 1 : 24,
              seenUntil: guard.allowed?.until ?? null,
            }),
          )
    setPending(false)
    if (outcome.error) return setError(outcome.error)
    toast({
      title:
        'requests' in outcome.data
          ? `${requestsText(outcome.data.requests)} ${decision}`
          : `Everything from ${guard.idpName} is let through for ${extent === 'hour' ? 'an hour' : '24 hours'}`,
      tone: 'good',
    })
    close()
  }

  return (
    <ConfirmDialog
      open={deciding !== undefined}
      onOpenChange={(open) => {
        if (!open) close()
      }}
      title={request ? `${isAllow ? 'Allow' : 'Refuse'}: ${what}?` : `${isAllow ? 'Allow' : 'Refuse'} ${what}?`}
      confirmLabel={isAllow ? 'Allow' : 'Refuse'}
      tone={isAllow ? 'danger' : 'primary'}
      isPending={isPending}
      onConfirm={() => void send()}
    >
      <div className="flex flex-col gap-4 text-sm">
        {error ? (
          <p role="alert" className="text-bad">
            {error.message}
          </p>
        ) : null}
        {isAllow ? (
          <>
            <p>
              <strong className="font-semibold">{lossText(people, guard.active)}</strong> when {guard.idpName} asks
              again. It was told to do so after 15 minutes; an IdP that waits for a person, as Okta does under Tasks,
              has to be told to retry.
            </p>
            {request ? null : (
              <RadioCards
                label="What is allowed"
                value={extent}
                disabled={isPending}
                onValueChange={setExtent}
                items={[
                  {
                    value: 'these',
                    label: requests === 1 ? 'This request' : `These ${requestsText(requests)}`,
                    description: 'As they come again. Others are held as before.',
                  },
                  { value: 'hour', label: 'Everything for an hour', description: everything(guard.idpName) },
                  { value: 'day', label: 'Everything for 24 hours', description: everything(guard.idpName) },
                ]}
              />
            )}
          </>
        ) : (
          <p>
            Nobody loses access. For 24 hours {guard.idpName} is answered that an administrator refused it, whenever it
            asks again; put the assignments right there meanwhile. After that the guard judges anew.
          </p>
        )}
      </div>
    </ConfirmDialog>
  )
}

const everything = (name: string): string =>
  `Whatever ${name} takes access away with, whomever it hits: the guard does not count meanwhile.`
