import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GET as facets } from '#app/(portal)/policy/decision-log/facets/route.ts'
import { useStore } from '#db/index.ts'
import { openTestStore } from '#db/testing.ts'
import { recordDecision, writeDecisions } from '#lib/services/decision-log/index.ts'
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
  await opened.store.write(async (tx) => {
    await tx.insert(tx.tables.administrators).values(administratorRow)
    await tx.insert(tx.tables.sessions).values(sessionRow())
    await tx.insert(tx.tables.idps).values(idpRow)
  })
  for (const [userName, idpId] of [
    ['=cmd()', '1'],
    ['eli@example.com', 'gone'],
  ] as const) {
    recordDecision({
      at: new Date(),
      policy: 'access',
      action: 'block',
      reason: 'rule',
      rule: { id: 'r1', name: 'Nobody, at all' },
      application: undefined,
      person: { idpId, userId: undefined, userName },
      host: 'wiki.example.com:443',
      address: '192.0.2.7',
      clientType: 'browser',
      platform: 'mac',
      countryCode: undefined,
      source: { kind: 'api', name: 'Gateway' },
    })
  }
  await writeDecisions()
})
afterAll(async () => {
  useStore(undefined)
  await close()
})

test('decisions as the page filters them, in words; a formula is text', async () => {
  request.session = reader
  const columns = 'columns=action,userName,rule,reason,provider,clientType,platform,countryCode,source,count'
  const url = `https://rollcall.example/export/decision-log?provider=1&${columns}`
  const answer = await GET(new Request(url), { params: Promise.resolve({ table: 'decision-log' }) })
  const rows = (await answer.text()).replace('\uFEFF', '').trim().split('\r\n')
  expect(rows.slice(1)).toEqual([
    `"Block Access","'=cmd()","Nobody, at all","A rule matches","Okta","Web Browser","macOS","","Decision API: Gateway","1"`,
  ])
})

test('facets are counted for whoever may look, and for nobody else', async () => {
  const ask = async (facet: string) => {
    const answer = await facets(new Request(`https://rollcall.example/facets?facet=${facet}`))
    return { status: answer.status, ...((await answer.json()) as { counts?: object }) }
  }
  request.session = reader
  expect((await ask('action')).counts).toEqual({ block: { count: 2, isAtLeast: false } })
  expect((await ask('provider')).counts).toEqual({ 1: { count: 1, isAtLeast: false } })
  expect((await ask('userName')).status).toBe(404)
  request.session = undefined
  expect((await ask('action')).status).toBe(401)
})
