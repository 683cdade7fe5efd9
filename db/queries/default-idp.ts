import { and, eq, ne, sql } from 'drizzle-orm'
import { prepared } from '../prepared.ts'
import type { Reader } from '../store.ts'
import type { IdpRow } from './idps.ts'

/** The default IdP: one in the organisation at most. */
export async function findDefaultIdp(q: Reader): Promise<IdpRow | undefined> {
  const { idps } = q.tables
  const rows = await q
    .select()
    .from(idps)
    .where(and(eq(idps.isDefault, true), ne(idps.status, 'deleting')))
    .limit(1)
  return rows[0]
}

/** The id of the organisation's default IdP: asked for by every SCIM request whose address names no IdP. */
export async function findDefaultIdpId(q: Reader, organisationId: string): Promise<string | undefined> {
  const rows = await prepared(q, 'default_idp', () => {
    const { idps } = q.tables
    return q
      .select({ id: idps.id })
      .from(idps)
      .where(and(eq(idps.organisationId, sql.placeholder('organisationId')), eq(idps.isDefault, true)))
      .prepare('default_idp')
  }).execute({ organisationId })
  return rows[0]?.id
}
