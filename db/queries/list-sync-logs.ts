import { and, eq, gt, gte, inArray, lt, lte, or, sql, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { scimSyncLogs } from '#lib/table/scim-sync-logs.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { listPage, type ListPage, type ListQuery } from './list.ts'

export type SyncLogRow = Reader['tables']['syncLogs']['$inferSelect']

/** Without the bodies: a page of them could be megabytes. */
export type ListedSyncLog = Omit<
  SyncLogRow,
  'idpId' | 'userAgent' | 'tokenId' | 'request' | 'response' | 'changes' | 'notes'
>

/** The IdP id that requests with an unknown IdP are logged under. */
export const unknownIdpId = '-'

/** The lowest UUIDv7 of an instant: what came at or after it has this id or a higher one. RFC 9562 §5.7. */
export const lowestIdAt = (at: Date): string => {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** A page of SCIM Sync Logs, by primary key: an id is the UUIDv7 of its row's time. */
export async function listSyncLogPage(q: Reader, idpId: string, query: ListQuery): Promise<ListPage<ListedSyncLog>> {
  const { syncLogs, syncLogEntities } = q.tables
  const naming = (entityId: string) =>
    or(
      eq(syncLogs.entityId, entityId),
      inArray(
        syncLogs.id,
        q
          .select({ id: syncLogEntities.logId })
          .from(syncLogEntities)
          .where(and(eq(syncLogEntities.idpId, idpId), eq(syncLogEntities.entityId, entityId))),
      ),
    )
  const durations: Record<string, SQL> = {
    'up-to-200': lte(syncLogs.durationMs, 200),
    'up-to-500': lte(syncLogs.durationMs, 500),
    'up-to-1000': lte(syncLogs.durationMs, 1000),
    'up-to-3000': lte(syncLogs.durationMs, 3000),
    'over-3000': gt(syncLogs.durationMs, 3000),
  }
  return listPage<typeof scimSyncLogs, ListedSyncLog>(
    q,
    query,
    {
      table: syncLogs,
      scope: eq(syncLogs.idpId, idpId),
      filters: {
        // SQLite's lower() folds ASCII alone, so names in other scripts are matched as they are written.
        entityName: ([name]) => containsText(sql`lower(${syncLogs.entityName})`, fold(name ?? '')),
        externalId: ([id]) => eq(syncLogs.externalId, id ?? ''),
        entityId: ([id]) => eq(syncLogs.entityId, (id ?? '').toLowerCase()),
        payloadId: ([id]) => naming((id ?? '').toLowerCase()),
        entityType: (values) => inArray(sql`${syncLogs.entityType}`, [...values]),
        status: (values) => inArray(syncLogs.status, values.map(Number)),
        method: (values) => inArray(syncLogs.method, [...values]),
        duration: ([value]) => durations[value ?? ''],
      },
      sort: { at: syncLogs.id },
      id: syncLogs.id,
      range: ({ from, to }) =>
        and(from && gte(syncLogs.id, lowestIdAt(from)), to && lt(syncLogs.id, lowestIdAt(new Date(to.getTime() + 1)))),
    },
    ({ where, orderBy, limit, offset }) =>
      q
        .select({
          id: syncLogs.id,
          at: syncLogs.at,
          method: syncLogs.method,
          url: syncLogs.url,
          entityType: syncLogs.entityType,
          entityId: syncLogs.entityId,
          entityName: syncLogs.entityName,
          externalId: syncLogs.externalId,
          status: syncLogs.status,
          scimType: syncLogs.scimType,
          client: syncLogs.client,
          detail: syncLogs.detail,
          durationMs: syncLogs.durationMs,
          address: syncLogs.address,
        })
        .from(syncLogs)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
}

/** One log entry whole, with the hint of the token that was used. */
export async function findSyncLog(
  q: Reader,
  idpId: string,
  id: string,
): Promise<(SyncLogRow & { tokenHint: string | null }) | undefined> {
  const { syncLogs, scimTokens } = q.tables
  const rows = await q
    .select({ log: syncLogs, tokenHint: scimTokens.hint })
    .from(syncLogs)
    .leftJoin(scimTokens, eq(scimTokens.id, syncLogs.tokenId))
    .where(and(eq(syncLogs.idpId, idpId), eq(syncLogs.id, id)))
    .limit(1)
  return rows[0] && { ...rows[0].log, tokenHint: rows[0].tokenHint }
}
