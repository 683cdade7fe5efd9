import type { SyncLogDetailView } from '#components/scim/sync-log-detail.tsx'
import { syncLogSentence } from '#components/scim/sync-log-sentence.ts'
import type { SyncLogView } from '#components/scim/sync-logs-table.tsx'
import { findSyncLog, type ListedSyncLog } from '#db/queries/list-sync-logs.ts'
import type { Reader } from '#db/store.ts'
import type { AttributeChange } from '#lib/scim/diff.ts'

export const syncLogView = (row: ListedSyncLog): SyncLogView => ({
  ...row,
  at: row.at.toISOString(),
})

/** Everything the drawer shows of a log entry; undefined when there is no such entry. */
export async function readSyncLogDetail(
  q: Reader,
  idp: { id: string; name: string },
  id: string,
): Promise<SyncLogDetailView | undefined> {
  const found = await findSyncLog(q, idp.id, id)
  if (!found) return undefined
  const { tokenId: _, ...row } = found
  const changes = listIn<AttributeChange>(row.changes)
  return {
    ...row,
    at: row.at.toISOString(),
    changes,
    notes: listIn<string>(row.notes),
    sentence: syncLogSentence({ ...row, idpName: idp.name, changes }),
  }
}

/** The list that was logged as JSON; none when it was too long to be kept whole. */
const listIn = <Item>(json: string | null): Item[] => {
  if (json === null) return []
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) ? (value as Item[]) : []
  } catch {
    return []
  }
}
