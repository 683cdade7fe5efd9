import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { env } from '#lib/env.ts'
import { openScim, type ScimBench } from './testing.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'

type Meta = { meta: { location: string } }

describe.each(['node', 'next'] as const)('the two forms of the endpoint through the %s adapter', (adapter) => {
  let scim: ScimBench
  beforeAll(async () => {
    scim = await openScim(adapter)
  })
  afterAll(() => scim.close())

  test('answer alike, each with locations of its own form that can be followed', async () => {
    const idp = await scim.addIdp()
    const [first, second] = [`/scim/1/${idp.id}/v2`, `/1/${idp.id}/scim`]
    const origin = new URL(scim.base(idp)).origin
    const call = async (base: string, path: string, init: RequestInit = {}) => {
      const response = await fetch(origin + base + path, {
        ...init,
        headers: { authorization: `Bearer ${idp.token}`, 'content-type': 'application/scim+json' },
      })
      return {
        status: response.status,
        headers: response.headers,
        body: (await response.json()) as Record<string, unknown>,
      }
    }
    for (const [base, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const user = { schemas: [USER], userName: `${base}@example.com` }
      const made = await call(base, '/Users', { method: 'POST', body: JSON.stringify(user) })
      const id = String(made.body['id'])
      const location = `${env().url}${base}/Users/${id}`
      expect(made).toMatchObject({ status: 201, body: { meta: { location } } })
      expect(made.headers.get('location')).toBe(location)
      expect((await call(base, `/Users/${id}`)).body).toMatchObject({ id, meta: { location } })
      expect((await call(other, `/Users/${id}`)).body).toMatchObject({
        id,
        meta: { location: `${env().url}${other}/Users/${id}` },
      })
      const list = await call(base, '/Users?count=10')
      for (const { meta } of list.body['Resources'] as Meta[])
        expect(meta.location.startsWith(env().url + base)).toBe(true)
      expect((await call(base, '/ResourceTypes/User')).body).toMatchObject({
        meta: { location: `${env().url}${base}/ResourceTypes/User` },
      })
    }
    // The parts belong together: another organisation's number is no way in.
    expect((await call(`/2/${idp.id}/scim`, '/Users')).status).toBe(401)
    expect((await call(`/scim/2/${idp.id}/v2`, '/Users')).status).toBe(401)
  })

  test.each([
    ['/scim/1/ID/v3', '/v2 after its numbers, and only SCIM 2.0 is here'],
    ['/scim/1/ID/v1/Users', '/v2 after its numbers'],
    ['/scim/1/ID', '/v2 after its numbers'],
    ['/scim/v2/Users', 'lacks the numbers'],
  ])('%s is told what is wrong with the address', async (form, reason) => {
    const idp = await scim.addIdp()
    const response = await fetch(new URL(form.replace('ID', idp.id), scim.base(idp)), {
      headers: { authorization: `Bearer ${idp.token}` },
    })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(reason) })
  })
})
