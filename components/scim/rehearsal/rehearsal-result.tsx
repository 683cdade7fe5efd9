import type { ReactNode } from 'react'
import { RuleList } from '#components/policy/rule-list.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Rehearsal, RehearsedChange } from '#lib/services/rehearsal/index.ts'
import { formatCount } from '#lib/table/words.ts'
import { Facts, Part } from '../facts.tsx'
import { Id } from '../fact-values.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { SyncLogBody } from '../sync-log-body.tsx'
import { Changes, Explained } from '../sync-log-detail.tsx'
import { Sentence } from '../sync-log-sentence.tsx'

/** What would come of the request. The same words as in SCIM Sync Logs, since it went the same way. */
export const RehearsalResult = ({ shown }: { shown: Rehearsal }) => {
  const { request, status, explanation, changes, cautions, group, totals } = shown
  const [only] = changes
  const isBulk = changes.length > 1
  return (
    <Card className="p-4">
      <h2 className="text-sm font-semibold">What would happen</h2>
      <p className="text-ink-muted mb-3 text-sm">In the words of SCIM Sync Logs. Nothing of it has stayed.</p>
      {cautions.map((caution) => (
        <Callout key={caution} tone="warn" className="mb-3">
          {caution}
        </Callout>
      ))}
      <Explained log={{ status, detail: detailOf(shown), explanation }} />
      {only && !isBulk ? <Notes notes={only.notes} /> : null}
      {only && !isBulk && only.changes.length > 0 ? <Changes changes={only.changes} /> : null}
      {isBulk ? <Operations changes={changes} /> : null}
      {group ? <GroupUse group={group} /> : null}
      {totals ? <Totals totals={totals} /> : null}
      <Part title="Request and answer">
        <Facts
          facts={[
            { label: 'Request', value: <Id>{`${request.method} ${request.path}`}</Id>, copy: request.path },
            { label: 'Status Code', value: <StatusBadge status={status} scimType={null} /> },
            { label: 'Duration', value: `${formatCount(shown.durationMs)} ms` },
            ...shown.headers.map(([name, value]) => ({ label: name, value: <Id>{value}</Id> })),
          ]}
        />
      </Part>
      {request.body === null ? null : <SyncLogBody title="Request" body={request.body} />}
      <SyncLogBody title="Answer" body={shown.body} />
      {shown.before === null && shown.after === null ? null : (
        <div className="grid gap-x-4 @6xl:grid-cols-2">
          <Side title="Before" body={shown.before} whenAbsent="Not here." />
          <Side title="After" body={shown.after} whenAbsent="Not here any more." />
        </div>
      )}
      {shown.earlier.length > 0 ? <Earlier earlier={shown.earlier} /> : null}
    </Card>
  )
}

/** The user or group as it would be served, without members. */
const Side = ({ title, body, whenAbsent }: { title: string; body: string | null; whenAbsent: string }) =>
  body === null ? (
    <Part title={title}>
      <p className="text-ink-muted text-sm">{whenAbsent}</p>
    </Part>
  ) : (
    <SyncLogBody title={title} body={body} />
  )

/** The error's own text, as the identity provider would show it. */
function detailOf({ status, body }: Rehearsal): string | null {
  if (status < 400) return null
  try {
    return (JSON.parse(body ?? '') as { detail?: string }).detail ?? null
  } catch {
    return null
  }
}

const Notes = ({ notes }: { notes: readonly string[] }) =>
  notes.length === 0 ? null : (
    <Part title="Notes">
      <ul className="list-disc pl-5 text-sm">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Part>
  )

const Operations = ({ changes }: { changes: readonly RehearsedChange[] }) => (
  <Part title="Operations">
    <ol className="divide-line divide-y rounded-md border text-sm">
      {changes.map((change) => (
        <li key={change.id} className="flex flex-wrap items-baseline gap-x-3 px-3 py-1.5">
          <StatusBadge status={change.status} scimType={null} />
          <span className="min-w-0 flex-1">
            <Sentence parts={change.sentence} />
          </span>
        </li>
      ))}
    </ol>
  </Part>
)

const GroupUse = ({ group }: { group: NonNullable<Rehearsal['group']> }) => (
  <Part title={`Who is in ${group.name} now`}>
    <p className="mb-2 text-sm">
      {group.isAtLeast ? 'At least ' : ''}
      {formatCount(group.people)} {group.people === 1 ? 'person' : 'people'}, {formatCount(group.active)} of them
      active; those of groups within it too.{' '}
      {group.rules.length === 0 ? 'No rule names this group.' : 'These rules name it, and match by it:'}
    </p>
    {group.rules.length > 0 ? <RuleList rules={group.rules} /> : null}
  </Part>
)

const Totals = ({ totals: { before, after } }: { totals: NonNullable<Rehearsal['totals']> }) => {
  const rows: [string, number, number][] = [
    ['Users', before.users, after.users],
    ['Active users', before.activeUsers, after.activeUsers],
    ['Groups', before.groups, after.groups],
  ]
  const changed = rows.filter(([, was, is]) => was !== is)
  return (
    <Part title="Numbers">
      {changed.length === 0 ? (
        <p className="text-ink-muted text-sm">As many users and groups as before.</p>
      ) : (
        <Facts
          facts={changed.map(([label, was, is]) => ({
            label,
            value: `${formatCount(was)} → ${formatCount(is)}`,
          }))}
        />
      )}
    </Part>
  )
}

const Earlier = ({ earlier }: { earlier: Rehearsal['earlier'] }): ReactNode => (
  <Part title="Steps before it, in the same rehearsal">
    <ol className="divide-line divide-y rounded-md border text-sm">
      {earlier.map((step) => (
        <li key={step.number} className="flex flex-wrap items-baseline gap-x-3 px-3 py-1.5">
          <StatusBadge status={step.status} scimType={null} />
          <span className="min-w-0 flex-1">
            {step.name}
            <span className="text-ink-muted block font-mono text-xs break-all">{step.request}</span>
          </span>
        </li>
      ))}
    </ol>
  </Part>
)
