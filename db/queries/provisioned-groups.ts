import { and, asc, eq, inArray } from 'drizzle-orm'
import { locked } from '../dialect.ts'
import type { Writer } from '../store.ts'
import { chunks } from './chunks.ts'
import { insertMissing } from './insert.ts'
import type { GroupRow } from './groups.ts'

export type NamedGroup = { id: string; name: string; key: string }

/** Groups of the IdP by their folded names. */
export async function listGroupsByKeys(tx: Writer, idpId: string, keys: readonly string[]): Promise<NamedGroup[]> {
  const { groups } = tx.tables
  const found: NamedGroup[] = []
  for (const some of chunks([...keys])) {
    found.push(
      ...(await tx
        .select({ id: groups.id, name: groups.displayName, key: groups.displayNameKey })
        .from(groups)
        .where(and(eq(groups.idpId, idpId), inArray(groups.displayNameKey, some)))),
    )
  }
  return found
}

/** Inserts groups but those whose name somebody else has taken at this moment. */
export const insertFreeGroups = (tx: Writer, rows: GroupRow[]): Promise<void> => insertMissing(tx, 'groups', rows)

/** Locks groups in the order of everybody who locks several. */
export async function lockGroups(tx: Writer, idpId: string, ids: readonly string[]): Promise<void> {
  if (tx.engine === 'sqlite') return
  const { groups } = tx.tables
  for (const some of chunks([...new Set(ids)].sort())) {
    await locked(
      tx,
      tx
        .select({ id: groups.id })
        .from(groups)
        .where(and(eq(groups.idpId, idpId), inArray(groups.id, some)))
        .orderBy(asc(groups.id)),
    )
  }
}
