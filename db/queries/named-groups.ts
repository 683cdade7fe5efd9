import { and, asc, eq } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { Reader } from '../store.ts'
import { attributesCondition } from './resource-conditions.ts'

/** The first SCIM groups of an IdP, by name, whose name contains `text`. Ask `store().report`. */
export async function findGroupsByName(
  q: Reader,
  idpId: string,
  text: string,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  const { groups: t } = q.tables
  const wanted = fold(text.trim())
  const contained =
    wanted === '' ? undefined : attributesCondition(q, 'Group', [`displayName co ${JSON.stringify(wanted)}`])
  return q
    .select({ id: t.id, name: t.displayName })
    .from(t)
    .where(and(eq(t.idpId, idpId), contained))
    .orderBy(asc(t.displayNameKey))
    .limit(limit)
}
