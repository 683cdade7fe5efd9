'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { outcomeOf, type FormError } from '#components/idp/actions.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ChangeView } from '#lib/services/activation/read-changes.ts'
import type { DraftActions } from './actions.ts'
import { ChangeList } from './change-list.tsx'

/** What is pending, thing by thing. `actions` absent: the viewer only looks. */
export const PendingChanges = ({
  changes,
  seen,
  actions,
  onFaster,
}: {
  changes: readonly ChangeView[]
  /** The draft's version that this is of. */
  seen: number
  actions: DraftActions | undefined
  /** Somebody edited, activated or discarded in between. */
  onFaster: (error: FormError) => void
}) => {
  const [discarding, setDiscarding] = useState<ChangeView>()
  return (
    <section aria-labelledby="pending" className="flex flex-col gap-2.5">
      <h2 id="pending" className="text-base font-semibold">
        Pending changes <Badge>{changes.length}</Badge>
      </h2>
      {changes.length === 0 ? (
        <p className="text-ink-muted text-sm">The draft is what is published: its changes cancel each other out.</p>
      ) : (
        <ChangeList changes={changes} hasLinks onDiscard={actions ? setDiscarding : undefined} />
      )}
      {actions ? (
        <DiscardChange
          change={discarding}
          seen={seen}
          discard={actions.discardChange}
          onFaster={onFaster}
          onClose={() => setDiscarding(undefined)}
        />
      ) : null}
    </section>
  )
}

const DiscardChange = ({
  change,
  seen,
  discard,
  onFaster,
  onClose,
}: {
  /** Closed while undefined. */
  change: ChangeView | undefined
  seen: number
  discard: DraftActions['discardChange']
  onFaster: (error: FormError) => void
  onClose: () => void
}) => {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const close = () => {
    setProblem(undefined)
    onClose()
  }
  const submit = async () => {
    if (!change) return
    setPending(true)
    const { error } = await outcomeOf(discard({ seen, kind: change.kind, id: change.id }))
    setPending(false)
    if (error && error.code !== 'changed') return setProblem(error.message)
    close()
    if (error) return onFaster(error)
    toast({
      title: `The change of ${change.name} was discarded`,
      description: 'What else is pending stays as it is.',
      tone: 'good',
    })
    router.refresh()
  }
  return (
    <ConfirmDialog
      open={change !== undefined}
      onOpenChange={(open) => {
        if (!open) close()
      }}
      title="Discard this change?"
      description={change ? `${what(change)} What else is pending stays as it is. This cannot be undone.` : ''}
      confirmLabel="Discard this change"
      tone="danger"
      isPending={isPending}
      onConfirm={() => void submit()}
    >
      {problem === undefined ? null : (
        <Callout tone="bad" role="alert" title="Not discarded">
          {problem}
        </Callout>
      )}
    </ConfirmDialog>
  )
}

const what = ({ name, change }: ChangeView): string => {
  if (change === 'create') return `${name} will not be added.`
  return change === 'delete' ? `${name} will not be deleted.` : `${name} becomes what is published again.`
}
