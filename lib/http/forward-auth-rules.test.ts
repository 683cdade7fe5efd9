import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeDecisions } from '#lib/services/decision-log/index.ts'
import { addExemptedUrls } from '#lib/services/exemptions/change-exemptions.ts'
import { createLocation } from '#lib/services/places/change-location.ts'
import { actor, allow, block, newBrowser, openDoor, type Door, type TestBrowser } from './testing-forward-auth.ts'

const [wiki, payroll, kiosk] = ['wiki', 'payroll', 'kiosk'].map((name) => `https://${name}.example.com/`) as [
  string,
  string,
  string,
]
const office = { 'x-forwarded-for': '192.0.2.9' }
const lobby = { 'x-forwarded-for': '192.0.2.200' }
const home = { 'x-forwarded-for': '203.0.113.9' }

let door: Door
let idpId: string
let dana: TestBrowser
beforeAll(async () => {
  door = await openDoor()
  idpId = await door.addIdp()
  const [wikiId, payrollId] = [
    await door.addApplication('Wiki', ['wiki.example.com']),
    await door.addApplication('Payroll', ['payroll.example.com']),
  ]
  const kioskId = await door.addApplication('Kiosk', ['kiosk.example.com'])
  const anybody = { identity: { join: 'or', idps: [{ idpId, join: 'or', items: [{ kind: 'any-saml' }] }] } } as const
  const minutes = (authentication: number | null, idle: number | null, message = '') => ({
    policy: 'timeout' as const,
    authenticationSeconds: authentication === null ? null : authentication * 60,
    idleSeconds: idle === null ? null : idle * 60,
    message,
  })
  await door.addRule('Not from France', block, { countryCodes: ['FR'] })
  await door.addRule('The kiosk for everybody', allow, { applicationIds: [kioskId] })
  await door.addRule('Whoever signs in', allow, { ...anybody, applicationIds: [wikiId, payrollId] })
  await door.addRule('Payroll', minutes(30, 10, 'Payroll asks every half an hour.'), { applicationIds: [payrollId] })
  await door.addRule('Kiosk', minutes(null, null), { applicationIds: [kioskId] })
  const place = { enforcesAuthentication: true, idpId: null, parentId: null }
  const parent = await createLocation({ ...place, name: 'Office', ranges: ['192.0.2.0/24'] }, actor)
  const inside = { ...place, name: 'Lobby', ranges: ['192.0.2.192/26'], enforcesAuthentication: false }
  await createLocation({ ...inside, parentId: parent.id }, actor)
  await addExemptedUrls(['hooks.example.com', 'wiki.example.com/health'], actor)
  dana = newBrowser()
  const reference = await door.sessionOf(idpId)
  for (const url of [wiki, payroll, kiosk]) await door.handOver(url, dana, reference)
})
afterAll(() => door.close())

const status = async (url: string, browser: TestBrowser, headers: Record<string, string> = home) =>
  (await door.ask(url, browser, { 'x-country': 'DE', ...headers })).status

/** As if it were so long ago that somebody signed in, or was last seen at applications. */
async function turnBack(minutes: number, what: 'signed-in' | 'seen'): Promise<void> {
  const at = new Date(Date.now() - minutes * 60_000)
  await door.store.write(async (tx) => {
    const { userSessions, applicationSessions } = tx.tables
    if (what === 'signed-in') await tx.update(userSessions).set({ createdAt: at })
    else await tx.update(applicationSessions).set({ lastSeenAt: at })
  })
  await new Promise((resolve) => setTimeout(resolve, 850))
}

describe('Exempted URLs', () => {
  test('pass from known locations, without a user', async () => {
    const answer = await door.ask('https://hooks.example.com/any', newBrowser(), office)
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({ 'x-rollcall-user': '', 'x-rollcall-idp-id': '' })
    expect(await status('https://hooks.example.com/any', newBrowser())).toBe(403)
  })
  test('hold for whole segments of a path, over https as well', async () => {
    for (const path of ['health', 'health/deep', 'health?full=1']) {
      expect(await status(wiki + path, newBrowser(), office), path).toBe(200)
    }
    for (const path of [
      'healthy',
      'Health',
      'health/../admin',
      'health/%2e%2e/admin',
      'health;a/../admin',
      '/health',
      'health\\..\\x',
    ]) {
      expect(await status(wiki + path, newBrowser(), office), path).toBe(401)
    }
    expect(await status(`${wiki}health`, newBrowser())).toBe(401)
  })
  test('tell who it is where somebody is signed in', async () => {
    const { headers } = await door.ask(`${wiki}health`, dana, { ...office, 'x-country': 'DE' })
    expect(headers['x-rollcall-user']).toBe('dana@example.com')
  })
})

describe('Enforce Authentication', () => {
  test('off: what a rule allows without knowing who it is needs no sign-in there', async () => {
    expect(await status(kiosk, newBrowser(), lobby)).toBe(200)
    expect(await status(wiki, newBrowser(), lobby)).toBe(401)
    expect(await status('https://nothing.example.com/', newBrowser(), lobby)).toBe(403)
    expect(await status(kiosk, newBrowser(), { ...lobby, 'x-country': 'FR' })).toBe(401)
  })
  test('on, and wherever no location is: everybody signs in', async () => {
    expect(await status(kiosk, newBrowser(), office)).toBe(401)
    expect(await status(kiosk, newBrowser())).toBe(401)
  })
})

describe('countries', () => {
  test.each([
    ['FR', 403],
    ['DE', 200],
    ['de', 200],
    ['XX', 403],
    ['', 403],
    ['DE, FR', 403],
  ])('%s: what is not known does not pass a rule that blocks', async (country, expected) => {
    expect(await status(wiki, dana, { 'x-country': country })).toBe(expected)
  })
})

describe('the Timeout policy', () => {
  test('an idle session at a host is over, and another host’s is not', async () => {
    await turnBack(11, 'seen')
    expect(await status(payroll, dana)).toBe(401)
    expect(await status(wiki, dana)).toBe(200)
    await turnBack(121, 'seen')
    expect(await status(wiki, dana)).toBe(401)
    const reference = await door.sessionOf(idpId)
    for (const url of [wiki, payroll, kiosk]) await door.handOver(url, dana, reference)
    expect(await status(payroll, dana)).toBe(200)
  })
  test('being used keeps a session, and is written once a minute', async () => {
    await turnBack(5, 'seen')
    expect(await status(payroll, dana)).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const { applicationSessions: t } = door.store.tables
    const rows = await door.store.read.select().from(t)
    const seen = rows.filter((row) => Date.now() - row.lastSeenAt.getTime() < 60_000)
    expect(seen.map(({ host }) => host)).toEqual(['payroll.example.com'])
    const [before] = seen
    expect(await status(payroll, dana)).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await door.store.read.select().from(t)).find(({ hash }) => hash === before?.hash)).toEqual(before)
  })
  test('authentication that has run out is asked for anew at the IdP, with what the rule says', async () => {
    await turnBack(31, 'signed-in')
    await turnBack(0, 'seen')
    expect(await status(payroll, dana)).toBe(401)
    expect(await status(wiki, dana)).toBe(200)
    const { headers } = await door.ask(payroll, dana, { 'x-country': 'DE' })
    const begun = await door.pass(headers.location ?? '', dana)
    const { pathname, search } = new URL(begun.headers.location ?? '')
    const [session] = await door.store.read.select().from(door.store.tables.userSessions)
    expect(session).toBeDefined()
    const reference = await door.sessionOf(idpId)
    await turnBack(31, 'signed-in')
    const page = await door.send(pathname + search, { cookie: `__Host-rollcall.user=${reference}` })
    expect(page.status).toBe(200)
    expect(page.text).toContain('Payroll asks every half an hour.')
    const { mustAuthenticateAnew } = await import('#lib/services/forward-auth/index.ts')
    const browser = { reference, platform: undefined }
    expect(await mustAuthenticateAnew(pathname + search, browser)).toBe(true)
    expect(await mustAuthenticateAnew('/me', browser)).toBe(false)
    expect(await mustAuthenticateAnew(pathname + search, { ...browser, reference: 'x' })).toBe(false)
  })
  test('Never and Default of a rule: no authentication runs out, and two idle hours are the end', async () => {
    await turnBack(23 * 60, 'signed-in')
    await turnBack(119, 'seen')
    expect(await status(kiosk, dana)).toBe(200)
    await turnBack(121, 'seen')
    expect(await status(kiosk, dana)).toBe(401)
  })
})

test('the decision log has what was decided, and for whom', async () => {
  await writeDecisions()
  const { decisionLogs: t } = door.store.tables
  const rows = await door.store.read.select().from(t)
  expect(rows).toContainEqual(
    expect.objectContaining({
      action: 'block',
      reason: 'rule',
      ruleName: 'Not from France',
      userName: 'dana@example.com',
      host: 'wiki.example.com:443',
      countryCode: 'FR',
      clientType: 'browser',
      source: 'forward-auth',
    }),
  )
  expect(rows).toContainEqual(expect.objectContaining({ action: 'sign-in', reason: 'idle', policy: 'timeout' }))
  expect(rows).toContainEqual(expect.objectContaining({ action: 'sign-in', reason: 'expired', ruleName: 'Payroll' }))
  expect(rows.filter(({ userName, action }) => userName === '' && action === 'sign-in')).toEqual([])
})
