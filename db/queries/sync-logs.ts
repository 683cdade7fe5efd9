import type { Writer } from '../store.ts'
import type { Tables } from '../tables.ts'
import { insertMissing, insertRow } from './insert.ts'

export type SyncLogRow = Tables['syncLogs']['$inferSelect']

/** Requests whose IdP is unknown are logged under the organisation, by this name in place of an IdP's id. */
export const NO_IDP = '-'

/** The log row of a request and the entities that its payload names. */
export async function insertSyncLog(tx: Writer, row: SyncLogRow, entityIds: Iterable<string> = []): Promise<void> {
  await insertRow(tx, 'syncLogs', row)
  const named = [...new Set(entityIds)].filter((entityId) => entityId !== row.entityId)
  if (named.length > 0) {
    await insertMissing(
      tx,
      'syncLogEntities',
      named.map((entityId) => ({ idpId: row.idpId, entityId, logId: row.id })),
    )
  }
}
