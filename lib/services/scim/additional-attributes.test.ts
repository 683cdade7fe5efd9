import { afterAll, beforeAll, expect, test } from 'vitest'
import { profileLengths } from '#lib/scim/catalog-additional.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

let scim: ScimBench
let idp: TestIdp
const send = (method: string, path: string, body?: unknown) => scim.send(idp, method, path, body)
const found = async (filter: string) =>
  (await send('GET', `/Users?filter=${encodeURIComponent(filter)}`)).body['totalResults']
const notesOf = async (id: unknown) =>
  (await scim.logs(idp)).filter((row) => row.entityId === id).map((row) => JSON.parse(row.notes ?? '[]') as string[])

beforeAll(async () => {
  scim = await openScim()
  idp = await scim.addIdp({ additionalAttributes: true })
})
afterAll(() => scim.close())

// As Okta's profile has them: flat texts, `zipcode` in lower case by its mapping.
const flat = {
  manager: 'Babs Jensen',
  title: 'Rigger',
  streetAddress: 'Kai 3',
  city: 'Hamburg',
  state: 'HH',
  zipcode: '20457',
  countryCode: 'DE',
  postalAddress: 'Box 7',
  locale: 'de-DE',
  mobilePhones: '+49 40 1',
  preferredLanguage: 'de',
  employeeNumber: '17',
}

test('the twelve come back, are filtered by, sorted by, changed and cleared', async () => {
  const { status, body } = await send('POST', '/Users', { userName: 'flat@x.example', ...flat })
  expect(status).toBe(201)
  const { zipcode, ...rest } = flat
  const served = { ...rest, zipCode: zipcode }
  expect(body).toMatchObject(served)
  expect(body['schemas']).toEqual(['urn:ietf:params:scim:schemas:core:2.0:User'])
  for (const [name, value] of Object.entries(flat)) {
    expect([name, await found(`userName eq "flat@x.example" and ${name} eq "${value.toUpperCase()}"`)]).toEqual([
      name,
      1,
    ])
    expect([name, (await send('GET', `/Users?sortBy=${name}`)).status]).toEqual([name, 200])
  }
  const id = String(body['id'])
  const change = { Operations: [{ op: 'replace', value: { city: 'Bremen', zipcode: null } }] }
  expect((await send('PATCH', `/Users/${id}`, change)).body).toEqual({
    ...body,
    city: 'Bremen',
    zipCode: undefined,
    meta: expect.anything(),
  })
  const put = (await send('PUT', `/Users/${id}`, { userName: 'flat@x.example', city: 'Kiel' })).body
  expect(put).toMatchObject({ city: 'Kiel' })
  expect(put).not.toHaveProperty('manager')
  expect((await send('POST', '/Users', { userName: 'bad@x.example', city: 7 })).body).toMatchObject({
    status: '400',
    scimType: 'invalidValue',
  })
})

test('longer than the profile is kept as it came and noted, once', async () => {
  const long = 'Ü'.repeat(33)
  const { status, body } = await send('POST', '/Users', {
    userName: 'long@x.example',
    city: long,
    state: 'Ü'.repeat(32),
  })
  expect([status, body['city']]).toEqual([201, long])
  const id = String(body['id'])
  const patch = (value: object) => send('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value }] })
  await patch({ nickName: 'x' })
  await patch({ manager: 'x'.repeat(129) })
  expect(await notesOf(id)).toEqual([
    ['city has 33 characters, more than the 32 of the profile; it is kept as it came.'],
    [],
    ['manager has 129 characters, more than the 128 of the profile; it is kept as it came.'],
  ])
})

test('an IdP without them keeps what is sent, and does not know it', async () => {
  const plain = await scim.addIdp()
  const { status, body } = await scim.send(plain, 'POST', '/Users', {
    userName: 'flat@x.example',
    ...flat,
    city: 'x'.repeat(200),
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({ zipcode: '20457', city: 'x'.repeat(200) })
  expect(body).not.toHaveProperty('manager')
  expect((await scim.send(plain, 'GET', '/Users?filter=city%20eq%20%22x%22')).body).toMatchObject({
    scimType: 'invalidFilter',
  })
  expect((await scim.logs(plain))[0]?.notes).toBeNull()
})

test('Schemas announces them to the IdP that has them alone', async () => {
  const namesOf = async (one: TestIdp) => {
    const urn = 'urn:ietf:params:scim:schemas:core:2.0:User'
    const { body } = await scim.send(one, 'GET', `/Schemas/${urn}`)
    return (body['attributes'] as { name: string }[]).map(({ name }) => name)
  }
  const names = await namesOf(idp)
  for (const name of profileLengths.keys()) expect(names).toContain(name)
  expect(new Set(names).size).toBe(names.length)
  expect(await namesOf(await scim.addIdp())).not.toContain('city')
})
