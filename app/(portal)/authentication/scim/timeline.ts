import type { TimelineEntry, TimelineView } from '#components/scim/entity-timeline.tsx'
import { listTimeline, type TimelineRow } from '#db/queries/entity-timeline.ts'
import type { Reader } from '#db/store.ts'
import type { AttributeChange } from '#lib/scim/diff.ts'
import { explain, type LogOutcome } from '#lib/scim/explain.ts'
import type { JsonValue } from '#lib/scim/json.ts'
import { href } from '#lib/table/href.ts'

const entriesPerPage = 20

/** What touched a user or group, for its page at `path`; the parameter `before` is where it goes on. */
export async function readTimeline(
  q: Reader,
  idp: { id: string; name: string },
  entityId: string,
  path: string,
  parameters: Record<string, string | undefined>,
): Promise<TimelineView> {
  const before = parameters['before']
  const { rows, next } = await listTimeline(q, idp.id, entityId, { before, limit: entriesPerPage })
  const at = (cursor: string | undefined) => href(path, { ...parameters, before: cursor })
  return {
    idpId: idp.id,
    entityId,
    entries: rows.map((row) => entryOf(row, idp.name, entityId)),
    olderHref: next && at(next),
    newestHref: before && at(undefined),
  }
}

const entryOf = (row: TimelineRow, idpName: string, entityId: string): TimelineEntry => {
  const changes = row.changes === null ? [] : (listIn(row.changes) as AttributeChange[] | undefined)
  const { parts, outcome } = explain({ ...row, idpName, changes, notes: (listIn(row.notes) ?? []).map(String) })
  const { id, status, scimType } = row
  const mention = row.entityId === entityId ? undefined : mentionIn(row, changes, outcome, entityId)
  return { id, at: row.at.toISOString(), parts, outcome, status, scimType, mention }
}

/** What became of somebody whom a request about a group names. Of long lists the log keeps the first ids. */
const mentionIn = (
  { entityType, method }: TimelineRow,
  changes: readonly AttributeChange[] | undefined,
  outcome: LogOutcome,
  entityId: string,
): TimelineEntry['mention'] => {
  if (entityType !== 'Group' || outcome !== 'changed') return 'named'
  if (method === 'POST') return 'added'
  const members = changes?.filter(({ path }) => path === 'members') ?? []
  const has = (ids: JsonValue | undefined) => Array.isArray(ids) && ids.includes(entityId)
  if (members.some(({ after }) => has(after))) return 'added'
  return members.some(({ before }) => has(before)) ? 'removed' : 'named'
}

/** The list that was logged as JSON; undefined when there was none, or it was too long to be kept whole. */
const listIn = (json: string | null): unknown[] | undefined => {
  if (json === null) return undefined
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
