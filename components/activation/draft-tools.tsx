'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { outcomeOf, type FormError } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ChangeView } from '#lib/services/activation/read-changes.ts'
import { formatCount } from '#lib/table/words.ts'
import { ActivateDialog } from './activate-dialog.tsx'
import type { DraftActions } from './actions.ts'
import type { ImpactState } from './use-impact.ts'

/** Activate, Force Activate and Discard, each asked first. */
export const DraftTools = ({
  seen,
  pending,
  waitsFor,
  mayForce,
  impact,
  actions,
  onFaster,
}: {
  seen: number
  pending: readonly ChangeView[]
  /** Others who are editing and have not asked for activation. */
  waitsFor: readonly string[]
  mayForce: boolean
  impact: ImpactState
  actions: DraftActions
  /** Somebody edited, activated or discarded in between. */
  onFaster: (error: FormError) => void
}) => {
  const router = useRouter()
  const [asks, setAsks] = useState<'activate' | 'force' | 'discard'>()
  const [isPending, setPending] = useState(false)
  const ask = (what: 'activate' | 'force') => {
    setAsks(what)
    // Who is about to activate wants to know: it is worked out unless it is known.
    const { impact: known } = impact
    const isKnown = known?.isCurrent && (known.status === 'done' || known.status === 'running')
    if (!isKnown) impact.start()
  }
  const discard = async () => {
    setPending(true)
    const { error } = await outcomeOf(actions.discard({ seen }))
    setPending(false)
    setAsks(undefined)
    if (error) return onFaster(error)
    toast({ title: 'The draft was discarded', description: 'What is published stays as it is.', tone: 'good' })
    router.refresh()
  }
  const what = `${formatCount(pending.length)} change${pending.length === 1 ? '' : 's'}`
  return (
    <>
      <Button onClick={() => setAsks('discard')}>Discard Draft</Button>
      {mayForce && waitsFor.length > 0 ? <Button onClick={() => ask('force')}>Force Activate</Button> : null}
      <Button variant="primary" onClick={() => ask('activate')}>
        Activate
      </Button>
      <ActivateDialog
        what={asks === 'activate' || asks === 'force' ? asks : undefined}
        seen={seen}
        pending={what}
        waitsFor={waitsFor}
        impact={impact}
        activate={actions.activate}
        onFaster={onFaster}
        onClose={() => setAsks(undefined)}
      />
      <ConfirmDialog
        open={asks === 'discard'}
        onOpenChange={(open) => setAsks(open ? 'discard' : undefined)}
        title="Discard the draft?"
        description={`${what} will be lost, whoever made ${pending.length === 1 ? 'it' : 'them'}. This cannot be undone.`}
        confirmLabel="Discard Draft"
        tone="danger"
        isPending={isPending}
        onConfirm={() => void discard()}
      />
    </>
  )
}
