import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import type { Store } from '#db/store.ts'
import { openTestStore } from '#db/testing.ts'
import { cliActor } from '../actor.ts'
import { listIdps } from '../idps/index.ts'
import { ensureOrganisation } from '../organisation.ts'
import { entraPeople, oktaPeople } from './cast.ts'
import { fortnightBefore } from './clock.ts'
import { seed } from './index.ts'

const now = new Date('2026-11-22T10:00:00Z')
let opened: Awaited<ReturnType<typeof openTestStore>>
let store: Store

beforeAll(async () => {
  opened = await openTestStore()
  store = opened.store
  useStore(store)
  await ensureOrganisation()
  await seed(cliActor('ada'), now)
})
afterAll(async () => {
  useStore(undefined)
  await opened.close()
})

test('the cast is forty people with names of their own', () => {
  const people = [...oktaPeople, ...entraPeople]
  expect(people).toHaveLength(40)
  expect(new Set(people.map((person) => person.userName)).size).toBe(40)
  expect(oktaPeople.at(-1)?.userName).toBe('xiomara.pena@northwind.example')
  expect(people.every((person) => /^[a-z]+\.[a-z]+@[a-z]+\.example$/.test(person.userName))).toBe(true)
})

test('two IdPs, with the people, groups and tokens that they would have', async () => {
  expect(await listIdps(now)).toMatchObject([
    { name: 'Entra-ID', users: 16, activeUsers: 15, groups: 5, expiry: { level: 'within-30-days' }, scimSync: true },
    { name: 'Okta', users: 24, activeUsers: 23, groups: 9, scimAttributesForPolicy: true, isSamlConfigured: true },
  ])
  const [entra] = await listIdps(now)
  expect(entra?.createdAt).toBe('2026-11-09T09:55:00.000Z')
  expect(entra?.tokens[0]?.createdAt).toBe(entra?.createdAt)
  expect(entra?.lastRequestAt).toBe('2026-11-21T16:20:00.000Z')
})

test('a fortnight of logs in the past, failures among them, each on its own day', async () => {
  const { syncLogs } = store.tables
  const logs = await store.read.select().from(syncLogs).orderBy(syncLogs.at)
  expect(logs.length).toBeGreaterThan(90)
  expect(logs[0]?.at).toEqual(new Date('2026-11-09T09:12:00Z'))
  expect(logs.every((log) => log.at < now && log.detail !== undefined)).toBe(true)
  const days = new Set(logs.map((log) => log.at.toISOString().slice(0, 10)))
  expect(days.size).toBe(13)
  const failures = logs.filter((log) => log.status >= 400)
  expect([...new Set(failures.map((log) => `${log.status} ${log.scimType ?? ''}`.trim()))].sort()).toEqual([
    '400 invalidPath',
    '400 invalidValue',
    '401',
    '404',
    '409 uniqueness',
  ])
  expect(logs.some((log) => log.notes?.includes('Skipped a member'))).toBe(true)
  expect(logs.some((log) => log.notes?.includes('outside the Authentication Domains'))).toBe(true)
  expect(JSON.stringify(logs)).not.toMatch(/scim-replaced-last-week/)
})

test('the log is counted, with updates that changed nothing', async () => {
  const { syncLogCounts } = store.tables
  const counts = await store.read.select().from(syncLogCounts).where(eq(syncLogCounts.grain, 60))
  const sum = (some: typeof counts) => some.reduce((all, { count }) => all + count, 0)
  expect(sum(counts)).toBe(await store.read.$count(store.tables.syncLogs))
  expect(sum(counts.filter(({ outcome }) => outcome === 'no-change'))).toBe(72)
})

test('sign-ins: sessions that are open and over, refusals, and who is not provisioned', async () => {
  const { userSessions, samlSignIns, notProvisioned } = store.tables
  const sessions = await store.read.select().from(userSessions)
  expect(sessions.filter((session) => session.endedAt === null && session.expiresAt > now)).toHaveLength(9)
  expect(sessions.every((session) => session.userId !== null && session.createdAt < now)).toBe(true)
  const signIns = await store.read.select().from(samlSignIns)
  expect(new Set(signIns.map((signIn) => signIn.refusal))).toEqual(
    new Set([null, 'SAML-202', 'SAML-402', 'SAML-504', 'SAML-505']),
  )
  const refused = await store.read.select().from(notProvisioned)
  expect(refused.map(({ userName, nearMiss }) => [userName, nearMiss])).toEqual(
    expect.arrayContaining([
      ['temp.desk@northwind.example', null],
      ['elif.demir@northwind.exam', 'elif.demir@northwind.example'],
    ]),
  )
})

test.each(['2026-11-22T00:00:00.000Z', '2026-11-22T12:00:00.000Z', '2026-11-22T23:59:59.999Z'])(
  'seeded at %s, all of it is within the last fourteen days and past',
  (text) => {
    const at = new Date(text)
    const clock = fortnightBefore(at)
    expect(at.getTime() - clock(0, '00:00').getTime()).toBeLessThan(14 * 86_400_000)
    expect(clock(12, '23:59', 59).getTime()).toBeLessThan(at.getTime())
  },
)

test('policies: every rule names what there is', async () => {
  const { policyRules, policyReferences, locations, samlAttributes } = store.tables
  const rules = await store.read.select().from(policyRules)
  const places = rules.map(({ policy, position }) => `${policy} ${position}`)
  expect(places.toSorted()).toEqual(['access 1', 'access 2', 'access 3', 'access 4', 'forwarding 1', 'timeout 1'])
  expect(await store.read.$count(policyReferences)).toBeGreaterThan(4)
  expect(await store.read.$count(locations)).toBe(3)
  expect(await store.read.$count(samlAttributes)).toBe(2)
})

test('decisions: who was let in and who was not, each explained', async () => {
  const { decisionLogs } = store.tables
  const rows = await store.read.select().from(decisionLogs)
  expect(rows.length).toBeGreaterThan(10)
  expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(['allow', 'block']))
  expect(rows.every(({ at, explanation }) => at < now && explanation !== null)).toBe(true)
})

test('nowhere but where nothing is yet', async () => {
  await expect(seed(cliActor('ada'), now)).rejects.toMatchObject({ code: 'conflict' })
})
