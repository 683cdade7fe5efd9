import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Answer } from '#lib/saml/testing-idp.ts'
import { findTestOutcome } from './outcome.ts'
import { openSignOn, type SignOnBench } from './testing.ts'

let bench: SignOnBench
let idpId: string
beforeAll(async () => {
  bench = await openSignOn()
})
afterAll(() => bench.close())
beforeEach(async () => {
  idpId = await bench.addIdp({ status: 'disabled' })
})

const tried = async (answer?: Answer, purpose: 'test' | 'import' = 'test') => {
  const finished = await bench.signIn(idpId, answer, { purpose, administratorId: 'dana' })
  if (finished.kind !== 'tested') throw new Error(`It was ${finished.kind}`)
  return finished.path
}
const handleIn = (path: string) => new URLSearchParams(path.split('?')[1]).get('outcome') ?? ''

describe('a test sign-in', () => {
  test('opens no session, and shows every step to the administrator who began it', async () => {
    const path = await tried({ attributes: { memberOf: ['A', 'B'] } })
    expect(path).toMatch(new RegExp(`^/authentication/idp-configuration/${idpId}/test\\?outcome=[\\w-]{43}$`))
    const outcome = await findTestOutcome(handleIn(path), 'dana')
    expect(outcome).toMatchObject({
      idpId,
      loginName: 'dana@example.com',
      assertion: { nameId: 'dana@example.com', attributes: [{ name: 'memberOf', values: ['A', 'B'] }] },
    })
    expect(outcome?.refusal).toBeUndefined()
    expect(outcome?.xml).toContain('dana@example.com')
    expect(outcome?.checks.length).toBeGreaterThan(5)
    expect(outcome?.assertion?.authenticatedAt).toBeInstanceOf(Date)
    expect(await bench.store.read.select().from(bench.store.tables.userSessions)).toEqual([])
    expect((await bench.log()).at(-1)).toMatchObject({ purpose: 'test', outcome: 'accepted' })
  })

  test('is shown to nobody else', async () => {
    const handle = handleIn(await tried())
    expect(await findTestOutcome(handle, 'sam')).toBeUndefined()
    expect(await findTestOutcome(handle, '')).toBeUndefined()
    expect(await findTestOutcome('x', 'dana')).toBeUndefined()
  })

  test('that is refused is shown too, with the check that failed', async () => {
    const outcome = await findTestOutcome(handleIn(await tried({ audience: 'https://other.example/' })), 'dana')
    expect(outcome?.refusal).toMatchObject({ code: 'SAML-302' })
    expect(outcome?.checks.find(({ isOk }) => !isOk)).toMatchObject({ code: 'SAML-302' })
    expect((await bench.log()).at(-1)).toMatchObject({ purpose: 'test', refusal: 'SAML-302' })
  })

  test('tells what the checks of the person would have said', async () => {
    const outcome = await findTestOutcome(handleIn(await tried({ nameId: 'dana@other.example' })), 'dana')
    expect(outcome).toMatchObject({ refusal: { code: 'SAML-503' }, loginName: 'dana@other.example' })
  })

  test('of attributes leads to their import', async () => {
    expect(await tried({}, 'import')).toContain(`/authentication/saml-attributes/import?idp=${idpId}&outcome=`)
  })

  test('ends in the browser that began it, and its handle is no way in', async () => {
    const trip = await bench.begin(idpId, { purpose: 'test', administratorId: 'dana' })
    const received = await bench.post(trip)
    const elsewhere = await bench.finish(trip, received, { browser: 'b'.repeat(43) })
    expect(elsewhere).toMatchObject({ kind: 'refused', code: 'SAML-307' })
    const handle = handleIn(await tried())
    expect(await bench.finish(trip, { handle }, { isConfirmed: true })).toMatchObject({
      kind: 'refused',
      code: 'SAML-309',
    })
  })
})
