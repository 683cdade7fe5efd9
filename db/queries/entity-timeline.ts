import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import type { Tables } from '../tables.ts'

type Log = Tables['syncLogs']['$inferSelect']

/** A logged request that touched an entity, without its bodies. */
export type TimelineRow = Pick<
  Log,
  | 'id'
  | 'at'
  | 'method'
  | 'url'
  | 'entityType'
  | 'entityId'
  | 'entityName'
  | 'status'
  | 'scimType'
  | 'detail'
  | 'changes'
  | 'notes'
  | 'client'
>

/**
 * Requests about an entity and requests whose payload names it, newest first, `limit` at most of those before `before`
 * (a log row's id). Both kinds come from an index in this order. `next`: where older ones begin. Ask `store().report`.
 */
export async function listTimeline(
  q: Reader,
  idpId: string,
  entityId: string,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<{ rows: TimelineRow[]; next: string | undefined }> {
  const { syncLogs, syncLogEntities } = q.tables
  const [about, naming] = await Promise.all([
    q
      .select({ id: syncLogs.id })
      .from(syncLogs)
      .where(
        and(eq(syncLogs.idpId, idpId), eq(syncLogs.entityId, entityId), before ? lt(syncLogs.id, before) : undefined),
      )
      .orderBy(desc(syncLogs.id))
      .limit(limit + 1),
    q
      .select({ id: syncLogEntities.logId })
      .from(syncLogEntities)
      .where(
        and(
          eq(syncLogEntities.idpId, idpId),
          eq(syncLogEntities.entityId, entityId),
          before ? lt(syncLogEntities.logId, before) : undefined,
        ),
      )
      .orderBy(desc(syncLogEntities.logId))
      .limit(limit + 1),
  ])
  const ids = [...new Set([...about, ...naming].map(({ id }) => id))].sort().toReversed()
  const shown = ids.slice(0, limit)
  if (shown.length === 0) return { rows: [], next: undefined }
  const rows = await q
    .select({
      id: syncLogs.id,
      at: syncLogs.at,
      method: syncLogs.method,
      url: syncLogs.url,
      entityType: syncLogs.entityType,
      entityId: syncLogs.entityId,
      entityName: syncLogs.entityName,
      status: syncLogs.status,
      scimType: syncLogs.scimType,
      detail: syncLogs.detail,
      changes: syncLogs.changes,
      notes: syncLogs.notes,
      client: syncLogs.client,
    })
    .from(syncLogs)
    .where(and(eq(syncLogs.idpId, idpId), inArray(syncLogs.id, shown)))
    .orderBy(desc(syncLogs.id))
  return { rows, next: ids.length > limit ? shown.at(-1) : undefined }
}
