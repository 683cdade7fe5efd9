import { afterAll, beforeAll, expect, test } from 'vitest'
import { scimEndpoint } from '../idps/endpoint.ts'
import { openScim } from '../scim/testing.ts'
import { findEndpoints } from './find-anything.ts'

let scim: Awaited<ReturnType<typeof openScim>>
const ids: Record<string, string> = {}

beforeAll(async () => {
  scim = await openScim()
  for (const name of ['Okta-Staff', 'Entra-ID'])
    ids[name] = (await scim.addIdp({ name, nameKey: name.toLowerCase() })).id
})
afterAll(() => scim.close())

test.each([
  ['copy endpoint', ['Entra-ID', 'Okta-Staff']],
  ['Endpoint OKTA', ['Okta-Staff']],
  ['scim service provider end', ['Entra-ID', 'Okta-Staff']],
  ['copy entra', ['Entra-ID']],
  ['copy nobody', []],
  ['okta', []],
  ['en', []],
  ['', []],
])('“%s” asks for the endpoints of %o', async (text, names) => {
  const found = await findEndpoints(text)
  expect(found.map(({ name }) => name).toSorted()).toEqual(names)
  for (const { name, idpId, endpoint } of found) {
    expect(idpId).toBe(ids[name])
    expect(endpoint).toBe(scimEndpoint('1', idpId))
  }
})
