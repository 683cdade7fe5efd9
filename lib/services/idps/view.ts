import { store } from '#db/index.ts'
import { listLastUses, listLiveTokens, type LiveToken } from '#db/queries/idp-tokens.ts'
import {
  findIdp,
  findNewestLogAt,
  findNewestUserAt,
  listIdpCertificates,
  listIdpDomains,
  listIdpRows,
  sumTotals,
  type IdpCertificateRow,
  type IdpRow,
} from '#db/queries/idps.ts'
import type { Reader } from '#db/store.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { earliestExpiry, type Expiry } from '#lib/saml/expiry.ts'
import { serviceProvider } from '#lib/saml/sp-metadata.ts'
import { edited } from '../configuration/index.ts'
import { deprecatedBaseUrl, scimBaseUrl, scimEndpoint } from './endpoint.ts'
import { entityIdOf } from './entity-id.ts'
import { isSamlConfigured } from './rules.ts'
import { settingsOf, type IdpSettings } from './settings.ts'
import { networksOf } from './token-limits.ts'
import { isInUse } from './tokens.ts'
import { viewCertificate, type CertificateView } from './view-certificate.ts'
import { viewMetadataState, viewSpCertificates, type MetadataState, type SpCertificateView } from './view-saml.ts'

/** What is known of a live token: never the token itself, nor its hash. */
export type TokenView = {
  id: string
  hint: string
  createdAt: string
  createdBy: string
  lastUsedAt?: string
  lastUsedFrom?: string
  /** Used within the last hour. */
  isInUse: boolean
  /** None: never. */
  expiresAt?: string
  isExpired: boolean
  /** CIDR ranges; empty: from anywhere. */
  allowedNetworks: string[]
}

/** One IdP configuration as pages show it. */
export type IdpView = Omit<IdpSettings, 'status'> & {
  id: string
  version: number
  status: 'enabled' | 'disabled' | 'resume'
  wizardStep: number
  createdAt: string
  updatedAt: string
  scimPolicySince?: string
  certificates: CertificateView[]
  /** Of the certificate that ends first. */
  expiry?: Omit<Expiry, 'at'> & { at: string }
  isSamlConfigured: boolean
  /** Newest first; at most two of them are not expired. */
  tokens: TokenView[]
  /** Client secrets of OAuth 2.0, likewise; the client id is the IdP's. */
  secrets: TokenView[]
  /** Where a client secret is exchanged for an access token. */
  tokenUrl: string
  users: number
  activeUsers: number
  groups: number
  lastRequestAt?: string
  lastNewUserAt?: string
  /** SCIM Service Provider Endpoint. */
  endpoint: string
  /** The same endpoint, as IdPs build it from `<Organization ID>/<IdP ID>`. */
  baseUrl: string
  /** The older form without an IdP ID. Of the default IdP alone. */
  deprecatedBaseUrl?: string
  organisationId: string
  /** Service Provider URL (where assertions go) and Service Provider Entity ID. */
  spUrl: string
  spEntityId: string
  /** Our own certificates, those for signing first. */
  spCertificates: SpCertificateView[]
  metadata: MetadataState
}

/** All IdP configurations by name. */
export async function listIdps(now: Date = new Date()): Promise<IdpView[]> {
  const q = await edited(store().report)
  const rows = await listIdpRows(q)
  const [domains, certificates, tokens, uses, totals] = await Promise.all([
    listIdpDomains(q),
    listIdpCertificates(q),
    listLiveTokens(q),
    listLastUses(q),
    sumTotals(q),
  ])
  return Promise.all(
    rows.map((row) =>
      view(q, now, {
        row,
        domains: of(domains, row.id),
        certificates: of(certificates, row.id),
        tokens: of(tokens, row.id),
        lastUse: uses.get(row.id),
        totals: totals.get(row.id),
      }),
    ),
  )
}

const of = <T extends { idpId: string }>(list: readonly T[], id: string) => list.filter((each) => each.idpId === id)

/** One IdP configuration; undefined when there is none with this id. */
export async function findIdpView(id: string, now: Date = new Date()): Promise<IdpView | undefined> {
  const q = await edited(store().report)
  const row = await findIdp(q, id)
  if (!row) return undefined
  const [domains, certificates, tokens, uses, totals] = await Promise.all([
    listIdpDomains(q, id),
    listIdpCertificates(q, id),
    listLiveTokens(q, id),
    listLastUses(q, id),
    sumTotals(q, id),
  ])
  return view(q, now, { row, domains, certificates, tokens, lastUse: uses.get(id), totals: totals.get(id) })
}

/** As `findIdpView`. Throws `AppError` `not-found`. */
export async function getIdpView(id: string): Promise<IdpView> {
  const found = await findIdpView(id)
  if (!found) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
  return found
}

type Parts = {
  row: IdpRow
  domains: { domain: string }[]
  certificates: IdpCertificateRow[]
  tokens: LiveToken[]
  lastUse: Date | undefined
  totals: { users: number; activeUsers: number; groups: number } | undefined
}

async function view(q: Reader, now: Date, parts: Parts): Promise<IdpView> {
  const { row, certificates } = parts
  const [newestLogAt, newestUserAt, spCertificates] = await Promise.all([
    findNewestLogAt(q, row.id),
    findNewestUserAt(q, row.id),
    viewSpCertificates(q, row.id),
  ])
  const viewed = certificates.map(viewCertificate)
  const expiry = earliestExpiry(certificates, now)
  const lastRequestAt = latest(newestLogAt, parts.lastUse)
  const provider = serviceProvider(env().url, row.id)
  return {
    ...settingsOf(
      row,
      parts.domains.map((each) => each.domain),
    ),
    id: row.id,
    version: row.version,
    status: row.status === 'deleting' ? 'disabled' : row.status,
    wizardStep: row.wizardStep,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...(row.scimPolicySince ? { scimPolicySince: row.scimPolicySince.toISOString() } : {}),
    certificates: viewed,
    ...(expiry ? { expiry: { ...expiry, at: expiry.at.toISOString() } } : {}),
    isSamlConfigured: isSamlConfigured({ ...row, certificates: certificates.length }),
    tokens: parts.tokens.filter((each) => each.kind === 'bearer').map((token) => viewToken(token, now)),
    secrets: parts.tokens.filter((each) => each.kind === 'secret').map((token) => viewToken(token, now)),
    tokenUrl: `${scimEndpoint(row.organisationId, row.id)}/oauth/token`,
    users: parts.totals?.users ?? 0,
    activeUsers: parts.totals?.activeUsers ?? 0,
    groups: parts.totals?.groups ?? 0,
    ...(lastRequestAt ? { lastRequestAt: lastRequestAt.toISOString() } : {}),
    ...(newestUserAt ? { lastNewUserAt: newestUserAt.toISOString() } : {}),
    endpoint: scimEndpoint(row.organisationId, row.id),
    baseUrl: scimBaseUrl(row.organisationId, row.id),
    ...(row.isDefault ? { deprecatedBaseUrl: deprecatedBaseUrl(row.organisationId) } : {}),
    organisationId: row.organisationId,
    spUrl: provider.acsUrl,
    spEntityId: entityIdOf(row.id, row.organisationId, row.hasOrgEntityId),
    spCertificates,
    metadata: viewMetadataState(row, viewed),
  }
}

const viewToken = (token: LiveToken, now: Date): TokenView => ({
  id: token.id,
  hint: token.hint,
  createdAt: token.createdAt.toISOString(),
  createdBy: token.createdBy,
  ...(token.lastUsedAt ? { lastUsedAt: token.lastUsedAt.toISOString() } : {}),
  ...(token.lastUsedFrom === null ? {} : { lastUsedFrom: token.lastUsedFrom }),
  isInUse: isInUse(token, now),
  ...(token.expiresAt ? { expiresAt: token.expiresAt.toISOString() } : {}),
  isExpired: token.expiresAt !== null && token.expiresAt <= now,
  allowedNetworks: networksOf(token.allowedNetworks),
})

const latest = (a: Date | undefined, b: Date | undefined): Date | undefined => (a && b ? (a > b ? a : b) : (a ?? b))
