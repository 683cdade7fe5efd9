import { and, asc, eq, sql, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { Reader } from '../store.ts'
import { attributesCondition } from './resource-conditions.ts'

/** Values that an IdP's groups have of an attribute, by value; undefined for an attribute that is not collected. Ask `store().report`. */
export async function listGroupValues(
  q: Reader,
  idpId: string,
  attribute: string,
  search: string,
  limit: number,
): Promise<string[] | undefined> {
  const { groups } = q.tables
  const column = { displayName: groups.displayName, externalId: groups.externalId }[attribute]
  if (!column) return undefined
  const wanted = fold(search.trim())
  const contained: SQL | undefined =
    wanted === ''
      ? sql`${column} <> ''`
      : attributesCondition(q, 'Group', [`${attribute} co ${JSON.stringify(wanted)}`])
  const rows = await q
    .selectDistinct({ value: column })
    .from(groups)
    .where(and(eq(groups.idpId, idpId), contained))
    .orderBy(asc(column))
    .limit(limit)
  return rows.flatMap(({ value }) => value ?? [])
}
