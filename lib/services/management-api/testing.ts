import { newId } from '#db/ids.ts'
import type { Store } from '#db/store.ts'
import type { Actor } from '../actor.ts'
import { createApiKey, apiScopes, type ApiScope } from '../api-keys/index.ts'
import { ownerActor } from '../api-keys/testing.ts'
import { ensureOrganisation } from '../organisation.ts'
import { createLocation } from '../places/change-location.ts'
import { createApplication, createRule, createSegmentGroup } from '../policy/index.ts'
import { noCriteria } from '#lib/policy/rule.ts'
import { addSamlAttributes } from '../saml-attributes/index.ts'
import { openScim } from '../scim/testing.ts'
import { answerApi } from './answer.ts'
import type { SentAnswer } from './idempotency.ts'

export type Sent = {
  body?: unknown
  /** Instead of a body: as it is. */
  text?: string
  /** Empty: none. */
  key?: string
  address?: string
  headers?: Record<string, string>
}
export type Read = SentAnswer & { json: Record<string, unknown> }

/** What the scene has one of, by what it is. */
export type Ids = Record<
  'idp' | 'user' | 'group' | 'application' | 'segmentGroup' | 'rule' | 'location' | 'saml',
  string
>

/** The Management API on a store of its own, with one of everything; for tests. */
export async function openApi(given?: { store: Store; close(): Promise<void> }) {
  process.env['ROLLCALL_URL'] = 'https://rollcall.example.com'
  process.env['ROLLCALL_SECRET'] = 'a secret of the tests, forty characters.'
  const scim = await openScim('node', given)
  await ensureOrganisation()
  const owner = await ownerActor(`owner-${newId()}@northwind.example`)
  const makeKey = async (scopes: readonly ApiScope[] = apiScopes) =>
    (await createApiKey({ name: 'Test', scopes, expires: 'never' }, owner)).key
  const key = await makeKey()
  const send = async (method: string, target: string, sent: Sent = {}): Promise<Read> => {
    const text = sent.text ?? (sent.body === undefined ? '' : JSON.stringify(sent.body))
    const answer = await answerApi({
      method,
      target,
      headers: {
        ...(sent.key === '' ? {} : { authorization: `Bearer ${sent.key ?? key}` }),
        'content-type': 'application/json',
        ...sent.headers,
      },
      readBody: async () => text,
      from: { address: sent.address ?? '192.0.2.9', userAgent: 'test' },
    })
    return { ...answer, json: answer.body === '' ? {} : (JSON.parse(answer.body) as Record<string, unknown>) }
  }
  const idp = await scim.addIdp({ name: 'Okta', nameKey: 'okta', scimSync: true, scimAttributesForPolicy: true })
  const { body: user } = await scim.send(idp, 'POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'ada@northwind.example',
    externalId: '00u1',
    active: true,
  })
  const { body: group } = await scim.send(idp, 'POST', '/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'Engineering',
    members: [{ value: user['id'] }],
  })
  const things = await makeThings(owner, idp.id)
  const ids: Ids = { ...things, idp: idp.id, user: String(user['id']), group: String(group['id']) }
  return { store: scim.store, owner, key, makeKey, send, ids, close: scim.close, scim }
}

async function makeThings(owner: Actor, idpId: string) {
  const segmentGroup = await createSegmentGroup({ name: 'Tools', description: '', isEnabled: true }, owner)
  const application = await createApplication(
    {
      name: 'Builds',
      description: '',
      isEnabled: true,
      domains: ['builds.example.com'],
      tcpPorts: '443, 8000-8080',
      udpPorts: '',
      segmentGroupId: segmentGroup.id,
    },
    owner,
  )
  const rule = await createRule(
    'access',
    {
      name: 'Tools for all',
      description: '',
      isEnabled: true,
      outcome: { policy: 'access', action: 'allow', message: '' },
      criteria: { ...noCriteria, segmentGroupIds: [segmentGroup.id] },
    },
    owner,
  )
  const place = {
    name: 'Porto',
    ranges: ['198.51.100.0/24'],
    enforcesAuthentication: false,
    idpId: null,
    parentId: null,
  }
  const location = await createLocation(place, owner)
  await addSamlAttributes(idpId, [{ name: 'Department', samlAttribute: 'department' }], owner)
  return {
    segmentGroup: segmentGroup.id,
    application: application.id,
    rule: rule.id,
    location: location.id,
    saml: '',
  }
}
