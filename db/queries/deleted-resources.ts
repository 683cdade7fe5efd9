import { and, eq, inArray } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'
import { chunks } from './chunks.ts'

export async function insertDeletedResource(
  tx: Writer,
  row: Tables['deletedResources']['$inferInsert'],
): Promise<void> {
  await tx.insert(tx.tables.deletedResources).values(row).onConflictDoNothing()
}

/** Which of `ids` were resources of this IdP and have been deleted here. */
export async function findDeletedIds(q: Reader, idpId: string, ids: string[]): Promise<Set<string>> {
  const { deletedResources } = q.tables
  const found = new Set<string>()
  for (const some of chunks(ids)) {
    const rows = await q
      .select({ id: deletedResources.id })
      .from(deletedResources)
      .where(and(eq(deletedResources.idpId, idpId), inArray(deletedResources.id, some)))
    for (const row of rows) found.add(row.id)
  }
  return found
}
