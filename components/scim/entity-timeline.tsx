import Link from 'next/link'
import { LinkButton } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { Time } from '#components/ui/time.tsx'
import type { LogOutcome, Phrase } from '#lib/scim/explain.ts'
import { Panel } from './entity-frame.tsx'
import { logHref, logsHref } from './paths.ts'
import { StatusBadge } from './status-badge.tsx'

export type TimelineEntry = {
  /** The log row's. */
  id: string
  at: string
  parts: Phrase
  outcome: LogOutcome
  status: number
  scimType: string | null
  /** What the request did to this one, where it was about another: its payload names it. */
  mention: 'added' | 'removed' | 'named' | undefined
}

export type TimelineView = {
  idpId: string
  entityId: string
  entries: TimelineEntry[]
  /** To the entries before these; undefined when there are none. */
  olderHref: string | undefined
  /** To the newest; undefined when these are the newest. */
  newestHref: string | undefined
}

const dots: Record<LogOutcome, string> = {
  changed: 'bg-accent',
  'no-change': 'bg-line-strong',
  read: 'bg-line-strong',
  rejected: 'bg-bad',
}

const mentions = {
  added: 'Added as a member',
  removed: 'Removed as a member',
  named: 'Named in the request',
} satisfies Record<NonNullable<TimelineEntry['mention']>, string>

/** Every request that touched a user or group, newest first, each a link to its row in SCIM Sync Logs. */
export const EntityTimeline = ({ timeline, className }: { timeline: TimelineView; className?: string }) => (
  <Panel
    title="Timeline"
    className={className ?? ''}
    aside={
      <Link href={logsHref(timeline.idpId, timeline.entityId)} className="text-accent-text text-sm hover:underline">
        SCIM Sync Logs
      </Link>
    }
  >
    {timeline.entries.length === 0 ? (
      <p className="text-ink-muted text-sm">
        {timeline.newestHref
          ? 'Nothing older is kept.'
          : 'No request that touched it is kept: the logs reach back as far as the IdP’s retention.'}
      </p>
    ) : (
      <ol className="relative">
        {timeline.entries.map((entry, at) => (
          <li key={entry.id} className="relative flex gap-3 pb-4 last:pb-0">
            {at < timeline.entries.length - 1 ? (
              <span aria-hidden className="bg-line absolute top-3 bottom-0 left-1 w-px -translate-x-1/2" />
            ) : null}
            <span aria-hidden className={cn('relative mt-1.5 size-2 shrink-0 rounded-full', dots[entry.outcome])} />
            <div className="min-w-0 flex-1 text-sm">
              <Link
                href={logHref(timeline.idpId, timeline.entityId, entry.id)}
                className={cn('break-words hover:underline', entry.outcome === 'no-change' && 'text-ink-muted')}
              >
                <Sentence parts={entry.parts} />
              </Link>
              <div className="text-ink-muted mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs">
                <Time at={entry.at} format="exact" />
                <StatusBadge status={entry.status} scimType={entry.scimType} />
                {entry.mention ? <span>{mentions[entry.mention]}</span> : null}
              </div>
            </div>
          </li>
        ))}
      </ol>
    )}
    {timeline.olderHref || timeline.newestHref ? (
      <nav aria-label="Pages of the timeline" className="mt-3 flex justify-end gap-2">
        {timeline.newestHref ? (
          <LinkButton size="sm" scroll={false} href={timeline.newestHref}>
            Newest
          </LinkButton>
        ) : null}
        {timeline.olderHref ? (
          <LinkButton size="sm" scroll={false} href={timeline.olderHref}>
            Older
          </LinkButton>
        ) : null}
      </nav>
    ) : null}
  </Panel>
)

const Sentence = ({ parts }: { parts: Phrase }) =>
  parts.map((part, at) =>
    typeof part === 'string' ? (
      part
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- a sentence is never rearranged
      <strong key={at} className="font-medium">
        {part.name}
      </strong>
    ),
  )
