import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '#db/testing-engines.ts'
import { openSignOn, type SignOnBench } from './testing.ts'

describe.each(engines)('whom an assertion is about, on %s', (engine) => {
  let bench: SignOnBench
  beforeAll(async () => {
    bench = await openSignOn(engine)
  })
  afterAll(() => bench.close())

  const refused = (code: string) => expect.objectContaining({ kind: 'refused', code })
  const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'

  test('an IdP speaks for its own domains', async () => {
    const idpId = await bench.addIdp({}, { domains: ['example.com', 'example.org'] })
    for (const nameId of ['dana@example.com', 'DANA@Example.ORG']) {
      expect(await bench.signIn(idpId, { nameId })).toMatchObject({ kind: 'signed-in' })
    }
    for (const nameId of ['dana@other.example', 'dana@sub.example.com', 'dana', 'dana@example.com@other.example']) {
      expect(await bench.signIn(idpId, { nameId })).toEqual(refused('SAML-503'))
    }
    expect((await bench.log()).at(-1)).toMatchObject({ userName: 'dana@example.com@other.example' })
  })

  test('one used with arbitrary domains speaks for all that are nobody’s', async () => {
    const idpId = await bench.addIdp({ usesArbitraryDomains: true })
    expect(await bench.signIn(idpId, { nameId: 'dana@anywhere.example' })).toMatchObject({ kind: 'signed-in' })
  })

  test('the Login Name Attribute names the attribute that does', async () => {
    const idpId = await bench.addIdp({ loginNameAttribute: 'upn' })
    const nameId = 'f3a1'
    const attributes = { upn: ['dana@example.com'], Upn: ['other@example.com'] }
    expect(await bench.signIn(idpId, { nameId, nameIdFormat: transient, attributes })).toMatchObject({
      kind: 'signed-in',
    })
    expect((await bench.log()).at(-1)).toMatchObject({ userName: 'dana@example.com' })
    for (const upn of [[], ['dana@example.com', 'sam@example.com'], [' '], [`${'a'.repeat(320)}@example.com`]]) {
      expect(await bench.signIn(idpId, { nameId, attributes: { upn } })).toEqual(refused('SAML-502'))
    }
  })

  test('a NameID that does not last names nobody', async () => {
    const idpId = await bench.addIdp()
    const answer = { nameId: 'dana@example.com', nameIdFormat: transient }
    expect(await bench.signIn(idpId, answer)).toEqual(refused('SAML-509'))
  })

  test('whom SCIM has not brought is refused, and the refusal and the list of them are kept together', async () => {
    const idpId = await bench.addIdp({ scimSync: true })
    expect(await bench.signIn(idpId)).toEqual(refused('SAML-504'))
    expect((await bench.log()).at(-1)).toMatchObject({ refusal: 'SAML-504', userName: 'dana@example.com' })
    const { notProvisioned } = bench.store.tables
    expect(await bench.store.read.select().from(notProvisioned)).toMatchObject([
      { idpId, reason: 'absent', attempts: 1 },
    ])
    expect(await bench.store.read.select().from(bench.store.tables.userSessions)).not.toContainEqual(
      expect.objectContaining({ idpId }),
    )
  })
})
