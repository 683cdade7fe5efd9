import type { SyncLogDetailView } from '#components/scim/sync-log-detail.tsx'
import type { SyncLogView } from '#components/scim/sync-logs-table.tsx'
import { findSyncLog, type ListedSyncLog } from '#db/queries/list-sync-logs.ts'
import type { Reader } from '#db/store.ts'
import { env } from '#lib/env.ts'
import { clientLabels, recogniseClient, splitLoggedUrl, type Recognised } from '#lib/scim/clients.ts'
import type { AttributeChange } from '#lib/scim/diff.ts'
import { curlCommand } from '#lib/scim/curl.ts'
import { explain } from '#lib/scim/explain.ts'

/** A row as the table takes it, with its sentence; what the sentence was made of stays here. */
export const syncLogView =
  (idpName: string) =>
  ({ request, changes, notes, ...row }: ListedSyncLog): SyncLogView => ({
    ...row,
    at: row.at.toISOString(),
    client: row.client === null ? null : clientLabels[row.client],
    sentence: explain({
      ...row,
      idpName: askedBy(row, idpName),
      request,
      changes: changes === null ? [] : (listIn(changes) as AttributeChange[] | undefined),
      notes: (listIn(notes) ?? []).map(String),
    }).parts,
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
  const changes = row.changes === null ? [] : (listIn(row.changes) as AttributeChange[] | undefined)
  const notes = (listIn(row.notes) ?? []).map(String)
  const client: Recognised =
    row.client === 'portal'
      ? { client: 'portal', label: clientLabels.portal, because: 'its token' }
      : recogniseClient({
          ...row,
          ...(splitLoggedUrl(row.url) ?? { path: row.url, query: '' }),
          body: row.request,
        })
  return {
    ...row,
    at: row.at.toISOString(),
    changes: changes ?? [],
    notes,
    client,
    curl: curlCommand(row, env().url),
    explanation: explain({ ...row, idpName: askedBy(row, idp.name), changes, notes, client: client.client }),
  }
}

/** Who asked, as a sentence names them: the IdP, or an administrator by *Try it*. */
const askedBy = ({ client }: Pick<ListedSyncLog, 'client'>, idpName: string): string =>
  client === 'portal' ? clientLabels.portal : idpName

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
