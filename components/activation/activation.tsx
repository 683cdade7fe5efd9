'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Time } from '#components/ui/time.tsx'
import type { FormError } from '#components/idp/actions.ts'
import type { ChangeView } from '#lib/services/activation/read-changes.ts'
import type { Demanded, ImpactView } from '#lib/services/impact/index.ts'
import type { DraftActions, ImpactActions } from './actions.ts'
import { DraftTools } from './draft-tools.tsx'
import { ImpactCard } from './impact-card.tsx'
import { PendingChanges } from './pending-changes.tsx'
import { sinceLooked } from './since-looked.ts'
import { useImpact } from './use-impact.ts'

/** Somebody with saved changes that are not activated. Times are ISO 8601. */
export type Editor = { id: string; name: string; editedAt: string; isReady: boolean }

export type DraftView = {
  /** What is being looked at: raised by every edit. */
  version: number
  editors: readonly Editor[]
  pending: readonly ChangeView[]
}

const description = 'What is saved but not in effect yet, whom it would affect, and what was published before.'

/** What is pending, who is editing, and the way to publish it. `draft` undefined: nothing is. */
export const ActivationNow = ({
  draft,
  takesEffect,
  ownId,
  mayForce,
  found,
  actions,
  impactActions,
}: {
  draft: DraftView | undefined
  takesEffect: 'save' | 'activate'
  /** The viewer's. */
  ownId: string
  mayForce: boolean
  found: { impact: ImpactView | undefined; demanded: Demanded }
  actions: DraftActions | undefined
  impactActions: ImpactActions
}) => {
  const router = useRouter()
  const impact = useImpact(found, impactActions)
  const [faster, setFaster] = useState<{ error: FormError; pending: readonly ChangeView[] }>()
  const waitsFor = draft?.editors.filter(({ id, isReady }) => id !== ownId && !isReady).map(({ name }) => name) ?? []
  const tellFaster = (error: FormError) => {
    setFaster({ error, pending: draft?.pending ?? [] })
    router.refresh()
  }
  const tools = draft && actions && (
    <DraftTools
      seen={draft.version}
      pending={draft.pending}
      waitsFor={waitsFor}
      mayForce={mayForce}
      impact={impact}
      actions={actions}
      onFaster={tellFaster}
    />
  )
  return (
    <>
      <PageHeader title="Activation" description={description} actions={tools} />
      {faster ? <Faster {...faster} now={draft?.pending ?? []} /> : null}
      {draft && !actions ? (
        <Callout title="Your role does not allow activating" className="mb-5">
          You see what is pending.
        </Callout>
      ) : null}
      {draft ? (
        <div className="flex flex-col gap-8">
          <Editing editors={draft.editors} ownId={ownId} />
          <PendingChanges changes={draft.pending} seen={draft.version} actions={actions} onFaster={tellFaster} />
          <ImpactCard state={impact} people={impactActions.people} />
        </div>
      ) : (
        <Card>
          <EmptyState title="No Activations Pending">
            {takesEffect === 'save'
              ? 'Changes take effect when they are saved.'
              : 'What is saved from now on waits here until it is activated.'}
          </EmptyState>
        </Card>
      )}
    </>
  )
}

const Faster = ({
  error,
  pending,
  now,
}: {
  error: FormError
  pending: readonly ChangeView[]
  now: readonly ChangeView[]
}) => {
  const since = sinceLooked(pending, now)
  return (
    <Callout tone="warn" role="alert" title={error.message} className="mb-5">
      {since.length === 0 ? null : (
        <ul className="list-disc pl-4">
          {since.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </Callout>
  )
}

const Editing = ({ editors, ownId }: { editors: readonly Editor[]; ownId: string }) => {
  const own = editors.find(({ id }) => id === ownId)
  return (
    <Card className="p-4">
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-[12rem_minmax(0,1fr)]">
        <dt className="font-medium">My Activation Status</dt>
        <dd>{own ? (own.isReady ? 'Activation Queued' : 'Editing') : 'No Activations Pending'}</dd>
        <dt className="font-medium">Currently Editing</dt>
        <dd>
          <ul className="flex flex-col gap-1">
            {editors.map(({ id, name, editedAt, isReady }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-2">
                <span className="wrap-anywhere">{name}</span>
                {isReady ? <Badge tone="info">Activation Queued</Badge> : null}
                <span className="text-ink-muted">
                  last saved <Time at={editedAt} />
                </span>
              </li>
            ))}
          </ul>
        </dd>
      </dl>
    </Card>
  )
}
