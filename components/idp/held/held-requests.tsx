'use client'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ListSearch } from '#components/ui/list-search.tsx'
import { PageTurner } from '#components/ui/page-turner.tsx'
import { Time } from '#components/ui/time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { GuardView } from '#lib/services/deprovision-guard/index.ts'
import { href } from '#lib/table/href.ts'
import { outcomeOf } from '../actions.ts'
import { heldHref } from '../paths.ts'
import type { HeldActions } from './actions.ts'
import { DecideDialog, type Deciding } from './decide-dialog.tsx'
import { HeldList } from './held-list.tsx'
import { peopleText, requestsText } from './held-words.ts'

/** *Held Requests*: where the guard of an IdP stands, what it holds, and what is to become of it. */
export const HeldRequests = ({
  guard,
  actions,
  canDecide,
  page,
  search,
}: {
  guard: GuardView
  actions: HeldActions
  canDecide: boolean
  /** From 1. */
  page: number
  /** The part of a name that was searched for; empty when nothing was. */
  search: string
}) => {
  const [deciding, setDeciding] = useState<Deciding>()
  const [isEnding, setEnding] = useState(false)
  const end = async () => {
    setEnding(true)
    const seenUntil = guard.allowed?.until ?? null
    const outcome = await outcomeOf(actions.allowEverything({ id: guard.idpId, hours: null, seenUntil }))
    setEnding(false)
    if (outcome.error) toast({ title: 'Not changed', description: outcome.error.message, tone: 'bad' })
    else toast({ title: 'The guard counts again', tone: 'good' })
  }
  const path = heldHref(guard.idpId)
  const isLong = page > 1 || guard.hasMore || search !== ''
  return (
    <div className="flex max-w-[62rem] flex-col gap-4">
      {canDecide ? null : (
        <Callout title="Your role does not allow decisions">
          You see what is held. Administrators with SCIM Management: Full Access decide.
        </Callout>
      )}
      {guard.allowed ? (
        <Callout tone="warn" title={`Everything from ${guard.idpName} is let through`}>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p>
              Until <Time at={guard.allowed.until} format="exact" />, by {guard.allowed.by}.
            </p>
            {canDecide ? (
              <Button size="sm" disabled={isEnding} onClick={() => void end()}>
                End it now
              </Button>
            ) : null}
          </div>
        </Callout>
      ) : null}
      {guard.isOn ? null : (
        <Callout tone="warn" title="The guard is off">
          Nothing is held. Enable Mass-deprovision guard in Edit IdP Configuration.
        </Callout>
      )}
      {guard.isFull ? (
        <Callout tone="warn" title="More requests are held than are listed">
          Decide on these, and the others are judged as they come again.
        </Callout>
      ) : null}
      <Card>
        <dl className="grid grid-cols-2 gap-x-4 gap-y-3 px-4 py-3.5 text-sm sm:grid-cols-4">
          <Figure label="Active users" value={guard.active} />
          <Figure label="Lost access within an hour" value={guard.lost}>
            of {guard.activeBefore.toLocaleString('en')}
          </Figure>
          <Figure label="May lose it within an hour" value={guard.most}>
            {guard.percent} %, at least {guard.minimum.toLocaleString('en')}
          </Figure>
          <Figure label="Would lose it, if allowed" value={guard.people}>
            by {requestsText(guard.undecided)}
          </Figure>
        </dl>
      </Card>
      <Card>
        {guard.requests === 0 ? (
          <EmptyState icon={<ShieldCheck aria-hidden />} title="Nothing is held">
            Requests stand here when {guard.idpName} would take access from more than {peopleText(guard.most)} within an
            hour. They go once they have been applied.
          </EmptyState>
        ) : (
          <>
            <div className="flex flex-wrap items-center justify-between gap-2 border-b px-4 py-2.5">
              <h2 className="text-sm font-semibold">
                {guard.undecided === 0
                  ? 'Everything is decided'
                  : `${requestsText(guard.undecided)} ${guard.undecided === 1 ? 'waits' : 'wait'} for a decision`}
              </h2>
              {canDecide && guard.undecided > 0 ? (
                <div className="flex gap-2">
                  <Button onClick={() => setDeciding({ decision: 'refused' })}>Refuse all…</Button>
                  <Button variant="primary" onClick={() => setDeciding({ decision: 'allowed' })}>
                    Allow all…
                  </Button>
                </div>
              ) : null}
            </div>
            {isLong ? (
              <div className="border-b px-4 py-2.5">
                <ListSearch label="Search held requests" placeholder="Part of a name" path={path} search={search} />
              </div>
            ) : null}
            {guard.held.length === 0 ? (
              <p className="text-ink-muted px-4 py-6 text-sm">
                {search === '' ? 'There are no held requests on this page.' : `No held request is about “${search}”.`}
              </p>
            ) : (
              <HeldList idpId={guard.idpId} held={guard.held} decide={canDecide ? setDeciding : undefined} />
            )}
          </>
        )}
      </Card>
      <PageTurner
        what="requests"
        page={page}
        hasMore={guard.hasMore}
        hrefOf={(next) => href(path, { ...(search === '' ? {} : { search }), page: String(next) })}
      />
      <DecideDialog guard={guard} deciding={deciding} actions={actions} onClose={() => setDeciding(undefined)} />
    </div>
  )
}

const Figure = ({ label, value, children }: { label: string; value: number; children?: React.ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-ink-muted text-xs">{label}</dt>
    <dd className="mt-0.5">
      <span className="text-lg font-semibold tabular-nums">{value.toLocaleString('en')}</span>
      {children ? <span className="text-ink-muted block text-xs">{children}</span> : null}
    </dd>
  </div>
)
