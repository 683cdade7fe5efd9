import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { useStore } from '#db/index.ts'
import type { SyncLogRow } from '#db/queries/sync-logs.ts'
import { openTestStore } from '#db/testing.ts'
import type { Store } from '#db/store.ts'
import { sha256Hex, newScimToken } from '#lib/auth/secrets.ts'
import { answerNextScim } from '#lib/http/next-scim.ts'
import { answerScim } from '#lib/http/node-scim.ts'
import { scimAddress } from '#lib/http/scim-address.ts'
import { newIdpId } from '#db/ids.ts'
import type { IdpRow } from '#db/queries/tokens.ts'

export type TestIdp = { id: string; token: string; tokenId: string }

export type Answer = { status: number; headers: Headers; text: string; body: Record<string, unknown> }

export type ScimBench = {
  store: Store
  /** An IdP that takes SCIM requests, with a live token. */
  addIdp(settings?: Partial<IdpRow>, domains?: string[]): Promise<TestIdp>
  /** Sends a request to the IdP over HTTP; `path` is what follows `/v2`. Objects go as scim+json. */
  send(idp: TestIdp, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** The address of the IdP's endpoint. */
  base(idp: TestIdp): string
  logs(idp?: TestIdp): Promise<SyncLogRow[]>
  close(): Promise<void>
}

/** The SCIM service over real HTTP through one of its adapters, on a store of its own; for tests. */
export async function openScim(
  adapter: 'node' | 'next' = 'node',
  given?: { store: Store; close(): Promise<void> },
): Promise<ScimBench> {
  const { store, close } = given ?? (await openTestStore())
  useStore(store)
  const server = createServer((request, response) => {
    const address = scimAddress(request.url ?? '')
    if (adapter === 'node' && address) return void answerScim(request, response, address)
    void (async () => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const answer = await answerNextScim(
        new Request(`http://localhost${request.url}`, {
          method: request.method ?? 'GET',
          headers: request.headers as Record<string, string>,
          ...(parts.length > 0 ? { body: Buffer.concat(parts) } : {}),
        }),
      )
      response.writeHead(answer.status, Object.fromEntries(answer.headers))
      response.end(Buffer.from(await answer.arrayBuffer()))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const base = (idp: TestIdp) => `${origin}/scim/1/${idp.id}/v2`
  return {
    store,
    base,
    async addIdp(settings = {}, domains = []) {
      const { token, hash, hint } = newScimToken()
      const id = newIdpId()
      const tokenId = sha256Hex(id).slice(0, 32)
      await store.write(async (tx) => {
        await tx.insert(tx.tables.idps).values({ ...testIdpRow(id), ...settings })
        for (const domain of domains) await tx.insert(tx.tables.idpDomains).values({ domain, idpId: id })
        await tx
          .insert(tx.tables.scimTokens)
          .values({ id: tokenId, idpId: id, hash, hint, state: 'live', createdAt: new Date(), createdBy: 'test' })
      })
      return { id, token, tokenId }
    },
    async send(idp, method, path, body, headers = {}) {
      const response = await fetch(base(idp) + path, {
        method,
        headers: {
          authorization: `Bearer ${idp.token}`,
          accept: 'application/scim+json',
          ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body) }),
      })
      const text = await response.text()
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
      }
    },
    logs: async (idp) => {
      const { syncLogs } = store.tables
      const rows = await store.read.select().from(syncLogs)
      return rows.filter((row) => !idp || row.idpId === idp.id).sort((a, b) => (a.id < b.id ? -1 : 1))
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      useStore(undefined)
      await close()
    },
  }
}

/** A row of an enabled IdP that takes SCIM requests. */
export const testIdpRow = (id: string): IdpRow => ({
  id,
  organisationId: '1',
  name: `idp-${id}`,
  nameKey: `idp-${id}`,
  status: 'enabled',
  wizardStep: 3,
  singleSignOn: 'user',
  usesArbitraryDomains: false,
  singleSignOnUrl: '',
  idpEntityId: '',
  signsSamlRequest: false,
  usesHttpRedirect: false,
  forcesAuthentication: false,
  sendsLoginHint: true,
  samlAttributesForPolicy: true,
  scimSync: true,
  scimAttributesForPolicy: false,
  scimPolicySince: null,
  onDeactivate: 'keep',
  onForeignDomain: 'flag',
  onReturningUser: 'refuse',
  onUnknownMember: 'refuse',
  requestsPerSecond: null,
  pageSize: 100,
  maximumPageSize: 1_000,
  groupsPerUser: null,
  listsMembers: true,
  logRetentionDays: 14,
  guardsDeprovisioning: true,
  guardPercent: 20,
  guardMinimum: 25,
  guardExceptions: '',
  additionalAttributes: false,
  isDefault: false,
  hasOrgEntityId: false,
  loginNameAttribute: 'NameID',
  allowsUnsolicited: false,
  acceptsCbcEncryption: false,
  singleLogoutUrl: '',
  samlAutoProvisioning: false,
  displayNameAttribute: 'DisplayName',
  groupNameAttribute: 'memberOf',
  departmentNameAttribute: 'Department',
  roleAttribute: '',
  metadataUrl: '',
  metadataCheckedAt: null,
  metadataProblem: null,
  pendingMetadata: null,
  version: 1,
  createdAt: new Date(),
  updatedAt: new Date(),
})
