'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { outcomeOf, type FormError } from '#components/idp/actions.ts'
import { Callout } from '#components/ui/callout.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { formatCount } from '#lib/table/words.ts'
import type { DraftActions } from './actions.ts'
import { accessSentence } from './impact-words.ts'
import type { ImpactState } from './use-impact.ts'

/** Asks before the draft is published: with the impact, and with words to type where much is lost or nothing known. */
export const ActivateDialog = ({
  what,
  seen,
  pending,
  waitsFor,
  impact,
  activate,
  onFaster,
  onClose,
}: {
  /** Closed while undefined. */
  what: 'activate' | 'force' | undefined
  seen: number
  /** `3 changes` */
  pending: string
  waitsFor: readonly string[]
  impact: ImpactState
  activate: DraftActions['activate']
  onFaster: (error: FormError) => void
  onClose: () => void
}) => {
  const router = useRouter()
  const [error, setError] = useState<FormError>()
  const [isPending, setPending] = useState(false)
  const { demanded } = impact
  const isForced = what === 'force'
  const willWait = waitsFor.length > 0 && !isForced
  const close = () => {
    setError(undefined)
    onClose()
  }
  const submit = async () => {
    setPending(true)
    const outcome = await outcomeOf(activate({ seen, force: isForced, typed: demanded?.text ?? '' }))
    setPending(false)
    if (outcome.error) {
      if (outcome.error.code !== 'changed' && outcome.error.code !== 'conflict') return setError(outcome.error)
      close()
      return onFaster(outcome.error)
    }
    const { data } = outcome
    if (data.state === 'queued') {
      const description = `It is published once ${data.waitsFor.join(', ')} activate${data.waitsFor.length === 1 ? 's' : ''} too.`
      toast({ title: 'Your activation is queued', description })
    } else toast({ title: 'Activated', description: `${pending} in effect.`, tone: 'good' })
    close()
    router.refresh()
  }
  return (
    <ConfirmDialog
      key={`${what} ${demanded?.text}`}
      open={what !== undefined}
      onOpenChange={(open) => {
        if (!open) close()
      }}
      title={isForced ? 'Force activation?' : 'Activate?'}
      description={
        willWait
          ? `${pending} will be published together once everybody who is editing has activated.`
          : `${pending} will be published together and take effect at once.`
      }
      confirmLabel={isForced ? 'Force Activate' : 'Activate'}
      tone={demanded || isForced ? 'danger' : 'primary'}
      {...(demanded ? { typeToConfirm: demanded.text } : {})}
      isPending={isPending}
      onConfirm={() => void submit()}
    >
      <div className="flex flex-col gap-3 text-sm">
        {error ? (
          <Callout tone="bad" role="alert" title="Not activated">
            {error.message}
          </Callout>
        ) : null}
        {isForced ? (
          <Callout tone="warn" title={`${waitsFor.join(', ')} ${waitsFor.length === 1 ? 'is' : 'are'} editing`}>
            What they have saved so far is published with yours, finished or not.
          </Callout>
        ) : null}
        {willWait ? (
          <Callout title={`${waitsFor.join(', ')} ${waitsFor.length === 1 ? 'is' : 'are'} editing too`}>
            Your activation is queued. Who of you activates last publishes everything.
          </Callout>
        ) : null}
        <Known impact={impact} />
      </div>
    </ConfirmDialog>
  )
}

const Known = ({ impact: { impact, demanded, isBusy } }: { impact: ImpactState }) => {
  if (!demanded) return <p>{accessSentence(impact?.losing ?? 0, impact?.gaining ?? 0)}</p>
  if (demanded.reason === 'people') {
    return (
      <Callout tone="bad" title={`${formatCount(impact?.losing ?? 0)} people lose access to applications`}>
        More than may without being asked. Close this and look at Impact for who they are.
      </Callout>
    )
  }
  if (impact?.status === 'running' || isBusy) {
    return (
      <Callout title="Who loses access is being worked out">
        {impact ? `${formatCount(impact.usersDone)} of ${formatCount(impact.users)} users. ` : ''}Wait for it here, or
        activate without knowing.
      </Callout>
    )
  }
  return <Callout tone="warn" title="Who loses access by this is not known" />
}
