import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { revokeTokens, updateToken } from '#db/queries/idp-tokens.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { newScimToken } from '#lib/auth/secrets.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'
import { writeTokenUses } from './token-use.ts'

type Secret = TestIdp & { secret: string }

describe.each(engines)('OAuth 2.0 client credentials on %s', (engine) => {
  let scim: ScimBench
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
  }, 60_000)
  afterAll(() => scim.close())

  /** An IdP whose secret's id is `tokenId`. */
  const addSecret = async (settings: object = {}): Promise<Secret> => {
    const idp = await scim.addIdp()
    const { token, hash, hint } = newScimToken()
    const id = `s${idp.tokenId}`
    await scim.store.write(async (tx) => {
      await tx.insert(tx.tables.scimTokens).values({
        id,
        idpId: idp.id,
        kind: 'secret',
        hash,
        hint,
        state: 'live',
        createdAt: new Date(),
        createdBy: 'test',
        ...settings,
      })
    })
    return { ...idp, tokenId: id, secret: token }
  }
  const ask = async (idp: TestIdp, body: Record<string, string> | string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${scim.base(idp)}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: typeof body === 'string' ? body : new URLSearchParams(body).toString(),
    })
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown>,
    }
  }
  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  })
  const grant = { grant_type: 'client_credentials' }
  const inBody = ({ id, secret }: Secret) => ({ ...grant, client_id: id, client_secret: secret })
  const tokenOf = async (idp: Secret) => String((await ask(idp, inBody(idp))).body['access_token'])
  const status = async (idp: TestIdp, token: string) => (await scim.send({ ...idp, token }, 'GET', '/Users')).status

  test('a secret is exchanged for an hour’s token, by Basic or in the body', async () => {
    const idp = await addSecret()
    const answers = [
      await ask(idp, inBody(idp)),
      await ask(idp, grant, basic(idp.id, idp.secret)),
      await ask(idp, { ...grant, scope: 'scim', client_id: idp.id }, basic(idp.id, idp.secret)),
    ]
    for (const { status: answered, headers, body } of answers) {
      expect(answered, JSON.stringify(body)).toBe(200)
      expect(body).toEqual({
        access_token: expect.stringMatching(/^scim[0-9A-Za-z]{49}$/),
        token_type: 'Bearer',
        expires_in: 3600,
        scope: 'scim',
      })
      expect(headers.get('cache-control')).toBe('no-store')
      expect(await status(idp, String(body['access_token']))).toBe(200)
    }
    expect(new Set(answers.map(({ body }) => body['access_token'])).size).toBe(3)
    // Neither the secret by itself nor the token elsewhere opens anything.
    expect(await status(idp, idp.secret)).toBe(401)
    expect(await status(await scim.addIdp(), String(answers[0]?.body['access_token']))).toBe(401)
    const { scimTokens } = scim.store.tables
    const rows = JSON.stringify(await scim.store.read.select().from(scimTokens).where(eq(scimTokens.idpId, idp.id)))
    for (const { body } of answers) expect(rows).not.toContain(String(body['access_token']))
    await writeTokenUses()
    const { scimTokenUses } = scim.store.tables
    const uses = await scim.store.read.select().from(scimTokenUses).where(eq(scimTokenUses.idpId, idp.id))
    expect(uses.map((use) => use.tokenId)).toEqual([idp.tokenId])
  })

  test('what is not accepted is refused in the words of RFC 6749, and logged without the secret', async () => {
    const idp = await addSecret()
    const other = await addSecret()
    const credentials = basic(idp.id, idp.secret)
    const cases: [string, number, string, Record<string, string> | string, Record<string, string>?][] = [
      ['no client', 401, 'invalid_client', grant],
      ['wrong secret', 401, 'invalid_client', { ...inBody(idp), client_secret: 'wrong' }],
      ['a bearer token as secret', 401, 'invalid_client', { ...inBody(idp), client_secret: idp.token }],
      ['another IdP’s secret', 401, 'invalid_client', inBody({ ...other, id: idp.id })],
      ['another IdP’s credentials', 401, 'invalid_client', inBody(other)],
      ['Basic without a colon', 401, 'invalid_client', grant, { authorization: 'Basic abc' }],
      ['both ways', 400, 'invalid_request', inBody(idp), credentials],
      ['another client_id', 400, 'invalid_request', { ...grant, client_id: other.id }, credentials],
      ['no grant', 400, 'invalid_request', {}, credentials],
      [
        'password',
        400,
        'unsupported_grant_type',
        { grant_type: 'password', username: 'a', password: 'b' },
        credentials,
      ],
      ['refresh_token', 400, 'unsupported_grant_type', { grant_type: 'refresh_token' }, credentials],
      ['a wider scope', 400, 'invalid_scope', { ...grant, scope: 'scim admin' }, credentials],
      ['a parameter twice', 400, 'invalid_request', 'grant_type=client_credentials&grant_type=password', credentials],
      ['JSON', 400, 'invalid_request', JSON.stringify(inBody(idp)), { 'content-type': 'application/json' }],
    ]
    for (const [what, code, error, body, headers] of cases) {
      const answer = await ask(idp, body, headers)
      expect(answer, what).toMatchObject({ status: code, body: { error, error_description: expect.any(String) } })
      expect(answer.headers.get('www-authenticate'), what).toBe(code === 401 ? 'Basic realm="SCIM"' : null)
    }
    const logs = await scim.logs(idp)
    expect(logs).toHaveLength(cases.length)
    for (const secret of [idp.secret, other.secret, idp.token]) expect(JSON.stringify(logs)).not.toContain(secret)
    const url = `${scim.base(idp)}/oauth/token`
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      const answer = await fetch(url, { method })
      expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, 'POST, OPTIONS'])
      expect((await answer.text()) === '').toBe(method === 'HEAD')
    }
    const options = await fetch(url, { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'POST, OPTIONS'])
  })

  test('revoking the secret kills what it gave, at once', async () => {
    const idp = await addSecret()
    const token = await tokenOf(idp)
    expect(await status(idp, token)).toBe(200)
    await scim.store.write((tx) => revokeTokens(tx, [idp.tokenId], new Date()))
    expect(await status(idp, token)).toBe(401)
    expect(await ask(idp, inBody(idp))).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    const logs = await scim.logs(idp)
    expect(logs.filter((row) => row.status === 401).map((row) => row.tokenId)).toEqual([idp.tokenId, idp.tokenId])
    // The bearer token is another one.
    expect(await status(idp, idp.token)).toBe(200)
  })

  test('secrets asked for and revoked at once leave no token behind', async () => {
    const idp = await addSecret()
    const asking = Array.from({ length: 10 }, () => ask(idp, inBody(idp)))
    await scim.store.write((tx) => revokeTokens(tx, [idp.tokenId], new Date()))
    for (const { body } of await Promise.all(asking)) {
      if (typeof body['access_token'] === 'string') expect(await status(idp, body['access_token'])).toBe(401)
    }
  })

  test('a token lives no longer than its secret, and is accepted from where its secret is', async () => {
    const idp = await addSecret({ expiresAt: new Date(Date.now() + 60_000) })
    const { body } = await ask(idp, inBody(idp))
    expect(body['expires_in']).toBeLessThanOrEqual(60)
    const token = String(body['access_token'])
    expect(await status(idp, token)).toBe(200)
    await scim.store.write((tx) => updateToken(tx, idp.tokenId, { allowedNetworks: '203.0.113.0/24' }))
    expect(await status(idp, token)).toBe(401)
    expect((await ask(idp, inBody(idp))).status).toBe(401)
    expect((await ask(await addSecret({ expiresAt: new Date(0) }), grant)).status).toBe(401)
    expect((await ask(await addSecret({ state: 'pending' }), grant)).status).toBe(401)
  })

  test('an IdP that takes no requests gives no tokens, and nobody is given endless ones', async () => {
    const idp = await addSecret()
    const { idps } = scim.store.tables
    const set = (scimSync: boolean) =>
      scim.store.write(async (tx) => void (await tx.update(idps).set({ scimSync }).where(eq(idps.id, idp.id))))
    await set(false)
    expect(await ask(idp, inBody(idp))).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } })
    await set(true)
    const answers = []
    for (let n = 0; n < 22; n++) answers.push(await ask(idp, inBody(idp)))
    expect(answers.at(-1)).toMatchObject({ status: 429 })
    expect(answers.at(-1)?.headers.get('retry-after')).toBe('10')
  })
})
