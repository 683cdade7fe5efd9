import { expect, test } from 'vitest'
import { ENTERPRISE_URN, GROUP_URN, USER_URN } from './catalog.ts'
import { resourceTypes, schemas, serviceProviderConfig } from './discovery.ts'

const base = 'https://rollcall.example/scim/1/7/v2'
const capabilities = {
  patch: true,
  filter: { supported: true, maxResults: 100 },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  sort: false,
  etag: false,
  changePassword: false,
}

test('ServiceProviderConfig says what it is told', () => {
  expect(serviceProviderConfig(base, capabilities)).toMatchObject({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    filter: { supported: true, maxResults: 100 },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    sort: { supported: false },
    authenticationSchemes: [{ type: 'oauthbearertoken' }, { type: 'oauth2' }],
    meta: { location: `${base}/ServiceProviderConfig` },
  })
})

test('resource types name their schemas and where they are', () => {
  expect(resourceTypes(base)).toMatchObject([
    {
      id: 'User',
      endpoint: '/Users',
      schema: USER_URN,
      schemaExtensions: [{ schema: ENTERPRISE_URN, required: false }],
      meta: { location: `${base}/ResourceTypes/User` },
    },
    { id: 'Group', endpoint: '/Groups', schema: GROUP_URN },
  ])
})

test('schemas describe every attribute, without nulls', () => {
  const documents = schemas(base)
  expect(documents.map((document) => document.id)).toEqual([USER_URN, GROUP_URN, ENTERPRISE_URN])
  const text = JSON.stringify(documents)
  expect(text).not.toContain('null')
  const [user] = documents
  expect(user).toMatchObject({ meta: { resourceType: 'Schema', location: `${base}/Schemas/${USER_URN}` } })
  expect(user?.attributes).toContainEqual({
    name: 'userName',
    type: 'string',
    multiValued: false,
    description: expect.any(String) as string,
    required: true,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'server',
  })
  expect(user?.attributes).toContainEqual(
    expect.objectContaining({
      name: 'emails',
      subAttributes: expect.arrayContaining([
        expect.objectContaining({ name: 'type', canonicalValues: ['work', 'home', 'other'] }),
      ]) as unknown,
    }),
  )
})
