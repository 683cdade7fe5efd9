import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GET as sessionFacets } from '#app/(portal)/authentication/user-sessions/facets/route.ts'
import { GET as refusalFacets } from '#app/(portal)/authentication/user-sessions/not-provisioned/facets/route.ts'
import { GET as signInFacets } from '#app/(portal)/authentication/user-sessions/sign-in-log/facets/route.ts'
import { useStore } from '#db/index.ts'
import { countNotProvisioned } from '#db/queries/not-provisioned.ts'
import { insertSamlSignIn } from '#db/queries/saml-requests.ts'
import { sessionRow as userSessionRow, signInRow } from '#db/queries/user-sessions-testing.ts'
import { insertUserSession } from '#db/queries/user-sessions.ts'
import { openTestStore } from '#db/testing.ts'
import { GET } from './route.ts'
import { administratorRow, idpRow, sessionRow } from './testing.ts'

const request = vi.hoisted(() => ({ session: undefined as unknown }))
vi.mock('#lib/env.ts', () => ({ env: () => ({ url: 'https://rollcall.example' }) }))
vi.mock('#lib/auth/session.ts', () => ({
  currentSession: async () => request.session,
  actorOf: async () => ({ id: 'dana', name: 'dana@example.com', address: '192.0.2.1', userAgent: 'Firefox' }),
}))

let close: () => Promise<void>
const reader = {
  id: 's',
  administrator: { id: 'dana', email: 'dana@example.com', role: 'reader', scimManagement: 'read' },
}

beforeAll(async () => {
  const opened = await openTestStore()
  close = opened.close
  useStore(opened.store)
  const at = new Date()
  await opened.store.write(async (tx) => {
    await tx.insert(tx.tables.administrators).values(administratorRow)
    await tx.insert(tx.tables.sessions).values(sessionRow())
    await tx.insert(tx.tables.idps).values([idpRow, { ...idpRow, id: '2', name: 'Ping', nameKey: 'ping' }])
    await insertUserSession(tx, userSessionRow('=cmd()', { attributes: '{"memberOf":["A","B"]}' }))
    await insertUserSession(tx, userSessionRow('eli@example.com', { idpId: '2', endedAt: at, endReason: 'renamed' }))
    await insertSamlSignIn(tx, signInRow('eli@example.com', at, { refusal: 'SAML-504', detail: 'There is “eli”' }))
    await insertSamlSignIn(tx, signInRow('eli@example.com', at, { refusal: 'SAML-000', idpId: '9' }))
    await countNotProvisioned(
      tx,
      { idpId: '1', userName: 'Eli ,x', userNameKey: 'eli ,x', reason: 'absent', nearMiss: 'eli' },
      at,
    )
  })
})
afterAll(async () => {
  useStore(undefined)
  await close()
})

const exported = async (path: string) => {
  request.session = reader
  const url = new URL(path, 'https://rollcall.example/export/')
  const answer = await GET(new Request(url), { params: Promise.resolve({ table: url.pathname.split('/')[2] ?? '' }) })
  expect(answer.status).toBe(200)
  return (await answer.text()).replace('\uFEFF', '').trim().split('\r\n')
}

test('sessions, as the page filters them, with words for states; a formula is text', async () => {
  const columns = 'columns=userName,provider,state,reason,attributes'
  expect(await exported(`user-sessions?${columns}`)).toHaveLength(3)
  expect(await exported(`user-sessions?provider=1&${columns}`)).toEqual([
    '"User Name","IdP Name","Status","Ended Because","SAML Attributes"',
    `"'=cmd()","Okta","Open","","{""memberOf"":[""A"",""B""]}"`,
  ])
  expect((await exported(`user-sessions?reason=renamed&${columns}`))[1]).toBe(
    '"eli@example.com","Ping","Ended","User name changed","{}"',
  )
})

test('the sign-in log, with the words of its codes, known or not', async () => {
  const rows = await exported('sign-in-log?columns=provider,outcome,code,refusal,detail')
  expect(rows).toEqual(
    expect.arrayContaining([
      expect.stringContaining('"Okta","Refused","SAML-504","The user is not provisioned"'),
      expect.stringContaining('"9","Refused","SAML-000","Refused"'),
    ]),
  )
  expect(await exported('sign-in-log?refusal=SAML-504&columns=code,at')).toHaveLength(2)
})

test('who is not provisioned', async () => {
  expect((await exported('not-provisioned?provider=1&columns=userName,reason,nearMiss,attempts'))[1]).toBe(
    '"Eli ,x","Not in SCIM Users","eli","1"',
  )
})

test('facets are counted for whoever may look, and for nobody else', async () => {
  const facets = async (get: typeof sessionFacets, facet: string, rest = '') => {
    const answer = await get(new Request(`https://rollcall.example/facets?facet=${facet}${rest}`))
    return { status: answer.status, ...((await answer.json()) as { counts?: object }) }
  }
  request.session = reader
  expect(await facets(sessionFacets, 'provider')).toMatchObject({ counts: { 1: { count: 1 }, 2: { count: 1 } } })
  expect((await facets(sessionFacets, 'state', '&provider=2')).counts).toEqual({
    ended: { count: 1, isAtLeast: false },
  })
  expect((await facets(signInFacets, 'refusal')).counts).toEqual({ 'SAML-504': { count: 1, isAtLeast: false } })
  expect((await facets(refusalFacets, 'reason')).counts).toEqual({ absent: { count: 1, isAtLeast: false } })
  expect((await facets(sessionFacets, 'userName')).status).toBe(404)
  request.session = undefined
  expect((await facets(sessionFacets, 'provider')).status).toBe(401)
})
