import { eq } from 'drizzle-orm'
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

  test('without an IdP ID it stands for the default IdP, and for no other', async () => {
    const [idp, other] = [await scim.addIdp({ isDefault: true }), await scim.addIdp()]
    const { origin } = new URL(scim.base(idp))
    const call = async (path: string, token: string | undefined, init: RequestInit = {}) => {
      const response = await fetch(`${origin}/1/scim${path}`, {
        ...init,
        headers: { 'content-type': 'application/scim+json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    }
    const user = JSON.stringify({ userName: `deprecated-${adapter}@example.com` })
    const made = await call('/Users', idp.token, { method: 'POST', body: user })
    expect(made).toMatchObject({
      status: 201,
      body: { meta: { location: `${env().url}/1/scim/Users/${String(made.body['id'])}` } },
    })
    const path = `/Users/${String(made.body['id'])}`
    expect((await call(path, idp.token)).body).toMatchObject({ id: made.body['id'] })
    expect((await scim.send(idp, 'GET', path)).status).toBe(200)
    expect((await scim.logs(idp)).map((row) => row.url)).toEqual(['/1/scim/Users'])
    expect((await call('/ServiceProviderConfig', undefined)).status).toBe(200)
    expect(await call('/Users', other.token)).toMatchObject({
      status: 401,
      body: { detail: expect.stringContaining('which is not the one that this bearer token belongs to') },
    })
    expect((await call('/Users', 'guessed')).body['detail']).not.toContain('default')
    expect((await call('/Users', undefined)).status).toBe(401)

    const { idps } = scim.store.tables
    await scim.store.write((tx) => tx.update(idps).set({ isDefault: false }).where(eq(idps.id, idp.id)))
    const refused = await call('/Users', idp.token)
    expect(refused).toMatchObject({
      status: 401,
      body: { detail: expect.stringContaining('there is no default identity provider') },
    })
    expect(refused.body['schemas']).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error'])
    expect((await scim.send(idp, 'GET', path)).status).toBe(200)
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
