import { eq, sql } from 'drizzle-orm'
import { prepared } from '../prepared.ts'
import { remembered } from '../remembered.ts'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

export type IdpRow = Tables['idps']['$inferSelect']

/** What a SCIM request needs to know of its IdP. */
export type ScimIdp = Pick<
  IdpRow,
  | 'id'
  | 'organisationId'
  | 'status'
  | 'scimSync'
  | 'usesArbitraryDomains'
  | 'onDeactivate'
  | 'onForeignDomain'
  | 'onReturningUser'
  | 'onUnknownMember'
  | 'requestsPerSecond'
  | 'pageSize'
  | 'maximumPageSize'
  | 'groupsPerUser'
  | 'listsMembers'
  | 'additionalAttributes'
  | 'guardsDeprovisioning'
  | 'guardPercent'
  | 'guardMinimum'
  | 'guardExceptions'
>
export type ScimToken = Pick<
  Tables['scimTokens']['$inferSelect'],
  'id' | 'idpId' | 'kind' | 'secretId' | 'state' | 'expiresAt' | 'allowedNetworks'
>

/** The token with this SHA-256, in whatever state. */
export const findToken = (q: Reader, hash: string): Promise<ScimToken | undefined> =>
  remembered(q, `token ${hash}`, () => selectToken(q, hash))

async function selectToken(q: Reader, hash: string): Promise<ScimToken | undefined> {
  const rows = await prepared(q, 'token_by_hash', () => {
    const { scimTokens } = q.tables
    return q
      .select({
        id: scimTokens.id,
        idpId: scimTokens.idpId,
        kind: scimTokens.kind,
        secretId: scimTokens.secretId,
        state: scimTokens.state,
        expiresAt: scimTokens.expiresAt,
        allowedNetworks: scimTokens.allowedNetworks,
      })
      .from(scimTokens)
      .where(eq(scimTokens.hash, sql.placeholder('hash')))
      .prepare('token_by_hash')
  }).execute({ hash })
  return rows[0]
}

/** The IdP that a SCIM request is addressed to; one that is being deleted is gone. */
export async function findScimIdp(q: Reader, organisationId: string, id: string): Promise<ScimIdp | undefined> {
  const idp = await remembered(q, `idp ${id}`, () => selectScimIdp(q, id))
  return idp && idp.organisationId === organisationId && idp.status !== 'deleting' ? idp : undefined
}

async function selectScimIdp(q: Reader, id: string): Promise<ScimIdp | undefined> {
  const rows = await prepared(q, 'scim_idp', () => {
    const { idps } = q.tables
    return q
      .select({
        id: idps.id,
        organisationId: idps.organisationId,
        status: idps.status,
        scimSync: idps.scimSync,
        usesArbitraryDomains: idps.usesArbitraryDomains,
        onDeactivate: idps.onDeactivate,
        onForeignDomain: idps.onForeignDomain,
        onReturningUser: idps.onReturningUser,
        onUnknownMember: idps.onUnknownMember,
        requestsPerSecond: idps.requestsPerSecond,
        pageSize: idps.pageSize,
        maximumPageSize: idps.maximumPageSize,
        groupsPerUser: idps.groupsPerUser,
        listsMembers: idps.listsMembers,
        additionalAttributes: idps.additionalAttributes,
        guardsDeprovisioning: idps.guardsDeprovisioning,
        guardPercent: idps.guardPercent,
        guardMinimum: idps.guardMinimum,
        guardExceptions: idps.guardExceptions,
      })
      .from(idps)
      .where(eq(idps.id, sql.placeholder('id')))
      .prepare('scim_idp')
  }).execute({ id })
  return rows[0]
}

/** The Authentication Domains of the IdP, folded. */
export const listDomains = (q: Reader, idpId: string): Promise<readonly string[]> =>
  remembered(q, `domains ${idpId}`, () => selectDomains(q, idpId))

async function selectDomains(q: Reader, idpId: string): Promise<readonly string[]> {
  const rows = await prepared(q, 'domains_of_idp', () => {
    const { idpDomains } = q.tables
    return q
      .select({ domain: idpDomains.domain })
      .from(idpDomains)
      .where(eq(idpDomains.idpId, sql.placeholder('idpId')))
      .prepare('domains_of_idp')
  }).execute({ idpId })
  return rows.map((row) => row.domain)
}

/** Records a token's last use, and the first one for good, outside any provisioning transaction. */
export async function upsertTokenUse(
  tx: Writer,
  use: Omit<Tables['scimTokenUses']['$inferInsert'], 'firstUsedAt'>,
): Promise<void> {
  const { scimTokenUses } = tx.tables
  await tx
    .insert(scimTokenUses)
    .values({ ...use, firstUsedAt: use.lastUsedAt })
    .onConflictDoUpdate({ target: scimTokenUses.tokenId, set: { lastUsedAt: use.lastUsedAt, address: use.address } })
}
