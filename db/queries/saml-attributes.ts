import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { samlAttributes as table } from '#lib/table/saml-attributes.ts'
import { containsText } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'
import { listPage, type ListPage, type ListQuery } from './list.ts'

export type SamlAttributeRow = Reader['tables']['samlAttributes']['$inferSelect']
export type ListedSamlAttribute = SamlAttributeRow & { idpName: string }

/** A page of SAML Attributes. What deleted IdPs leave to be swept is none of them. */
export async function listSamlAttributePage(q: Reader, query: ListQuery): Promise<ListPage<ListedSamlAttribute>> {
  const { samlAttributes: t, idps } = q.tables
  const providers = await listProviders(q)
  const names = new Map(providers.map(({ id, name }) => [id, name]))
  const page = await listPage<typeof table, SamlAttributeRow>(
    q,
    query,
    {
      table: t,
      scope: ofProviders(q),
      filters: {
        name: ([text]) => containsText(t.nameKey, fold(text ?? '')),
        // SQLite's lower() folds ASCII alone, as do the names of attributes.
        samlAttribute: ([text]) => containsText(sql`lower(${t.samlAttribute})`, (text ?? '').toLowerCase()),
        provider: (values) => inArray(t.idpId, [...values]),
      },
      sort: {
        name: t.nameKey,
        samlAttribute: t.samlAttribute,
        provider: sql`(select ${idps.nameKey} from ${idps} where ${idps.id} = ${t.idpId})`,
        updatedAt: t.updatedAt,
        createdAt: t.createdAt,
      },
      id: t.id,
    },
    ({ where, orderBy, limit, offset }) =>
      q
        .select()
        .from(t)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
  return { ...page, rows: page.rows.map((row) => ({ ...row, idpName: names.get(row.idpId) ?? row.idpId })) }
}

/** IdPs that sign in users, by name: those whose attributes there can be. */
export async function listProviders(q: Reader): Promise<{ id: string; name: string }[]> {
  const { idps } = q.tables
  return q
    .select({ id: idps.id, name: idps.name })
    .from(idps)
    .where(and(ne(idps.status, 'deleting'), eq(idps.singleSignOn, 'user')))
    .orderBy(asc(idps.nameKey), asc(idps.id))
}

export async function findSamlAttribute(q: Reader, id: string): Promise<SamlAttributeRow | undefined> {
  const { samlAttributes: t } = q.tables
  return (
    await q
      .select()
      .from(t)
      .where(and(eq(t.id, id), ofProviders(q)))
  )[0]
}

/** Those of one IdP, by name. */
export async function listSamlAttributes(q: Reader, idpId: string): Promise<SamlAttributeRow[]> {
  const { samlAttributes: t } = q.tables
  return q.select().from(t).where(eq(t.idpId, idpId)).orderBy(asc(t.nameKey), asc(t.id))
}

export async function countSamlAttributes(q: Reader): Promise<number> {
  return q.$count(q.tables.samlAttributes, ofProviders(q))
}

export async function insertSamlAttributes(tx: Writer, rows: readonly SamlAttributeRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(tx.tables.samlAttributes).values([...rows])
}

export async function updateSamlAttribute(
  tx: Writer,
  id: string,
  change: Partial<Omit<SamlAttributeRow, 'id' | 'idpId'>>,
): Promise<void> {
  await tx.update(tx.tables.samlAttributes).set(change).where(eq(tx.tables.samlAttributes.id, id))
}

export async function deleteSamlAttributeRow(tx: Writer, id: string): Promise<void> {
  await tx.delete(tx.tables.samlAttributes).where(eq(tx.tables.samlAttributes.id, id))
}

const ofProviders = (q: Reader) => {
  const { samlAttributes: t, idps } = q.tables
  return inArray(t.idpId, q.select({ id: idps.id }).from(idps).where(ne(idps.status, 'deleting')))
}
