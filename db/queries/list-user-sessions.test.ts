import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from '../testing-engines.ts'
import type { Store } from '../store.ts'
import { countFacets } from './facets.ts'
import { idpRow, listQuery, userRow } from './list-testing.ts'
import {
  countAbsentSince,
  findListedNotProvisioned,
  listNotProvisionedPage,
  notProvisionedPlan,
} from './list-not-provisioned.ts'
import { listIdpNames } from './idp-names.ts'
import { findSignIn, listSignInPage, signInPlan } from './list-sign-ins.ts'
import {
  countOpenSessions,
  findListedSession,
  listSessionsOfUser,
  listUserSessionPage,
  sessionPlan,
} from './list-user-sessions.ts'
import { countNotProvisioned } from './not-provisioned.ts'
import { insertSamlSignIn } from './saml-requests.ts'
import { sessionRow, signInRow } from './user-sessions-testing.ts'
import { insertUserSession } from './user-sessions.ts'

const now = new Date('2026-11-02T09:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const bounds = { now, startedAfter: hoursAgo(24), seenAfter: hoursAgo(12) }

describe.each(engines)('lists of sign-in on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  const session = (userName: string, hours: number, rest: Parameters<typeof sessionRow>[1] = {}) =>
    sessionRow(userName, { createdAt: hoursAgo(hours), expiresAt: hoursAgo(hours - 24), ...rest })
  const rows = {
    dana: session('Dana@example.com', 1, { userId: 'u1', attributes: '{"memberOf":["Sales EMEA"]}' }),
    sam: session('sam@example.com', 2, { idpId: '2', address: '2001:db8::7' }),
    revoked: session('kim@example.com', 3, { endedAt: hoursAgo(2), endReason: 'revoked' }),
    expired: session('lee@example.com', 4, { expiresAt: hoursAgo(1) }),
    idle: session('max@example.com', 23, { lastSeenAt: hoursAgo(13) }),
    old: session('dana@example.com', 25, { expiresAt: hoursAgo(-100), lastSeenAt: hoursAgo(1) }),
  }
  const signIns = [
    signInRow('dana@example.com', hoursAgo(3)),
    signInRow('dana@example.com', hoursAgo(2), { refusal: 'SAML-504', idpId: '2' }),
    signInRow('', hoursAgo(1), { refusal: 'SAML-202', purpose: 'test' }),
  ]

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    await store.write(async (tx) => {
      for (const row of Object.values(rows)) await insertUserSession(tx, row)
      for (const row of signIns) await insertSamlSignIn(tx, row)
      await tx.insert(tx.tables.idps).values([idpRow('2', { name: 'A', nameKey: 'a' }), idpRow('1')])
      await tx.insert(tx.tables.idps).values(idpRow('3', { status: 'deleting' }))
      const refused = async (userName: string, hours: number, rest: object = {}) =>
        countNotProvisioned(
          tx,
          { idpId: '1', userName, userNameKey: userName.toLowerCase(), reason: 'absent', nearMiss: null, ...rest },
          hoursAgo(hours),
        )
      await refused('Ann@example.com', 9)
      await refused('ann@example.com', 3)
      await refused('bo b+c@example.com', 5, { nearMiss: 'bob@example.com' })
      await refused('cy@example.com', 200)
      await refused('dee@example.com', 1, { reason: 'inactive' })
      await refused('come@example.com', 1)
      await tx
        .insert(tx.tables.users)
        .values([
          userRow('come@example.com'),
          userRow('ann@example.com', { idpId: '2' }),
          userRow('dee@example.com', { active: false }),
        ])
    })
  })
  afterAll(() => close())

  const names = async (filters: Record<string, string[]>, rest: Parameters<typeof listQuery>[0] = {}) => {
    const query = listQuery({ sort: [{ id: 'createdAt', direction: 'desc' }], filters, ...rest })
    return (await listUserSessionPage(store.read, query, bounds)).rows.map((row) => row.userName)
  }

  test('sessions, the latest first, with how they stand', async () => {
    const query = listQuery({ sort: [{ id: 'createdAt', direction: 'desc' }] })
    const page = await listUserSessionPage(store.read, query, bounds)
    expect(page.rows.map((row) => row.state)).toEqual(['open', 'open', 'ended', 'expired', 'expired', 'expired'])
    expect(page).toMatchObject({ total: 6, hasMore: false })
    expect(JSON.stringify(page)).not.toContain('hash')
  })

  test.each([
    [{ userName: ['DANA@'] }, ['Dana@example.com', 'dana@example.com']],
    [{ provider: ['2'] }, ['sam@example.com']],
    [{ state: ['open'] }, ['Dana@example.com', 'sam@example.com']],
    [{ state: ['ended', 'expired'], userName: ['k'] }, ['kim@example.com']],
    [{ reason: ['revoked'] }, ['kim@example.com']],
    [{ attribute: ['sales emea'] }, ['Dana@example.com']],
    [{ address: ['2001:DB8'] }, ['sam@example.com']],
    [{ userId: ['u1'] }, ['Dana@example.com']],
    [{ userName: ['%'] }, []],
  ])('filtered by %o', async (filters, expected) => {
    expect(await names(filters)).toEqual(expected)
  })

  test('in a time range, and in other orders', async () => {
    expect(await names({}, { range: { from: hoursAgo(3), to: hoursAgo(2) } })).toEqual([
      'sam@example.com',
      'kim@example.com',
    ])
    expect(await names({}, { sort: [{ id: 'userName', direction: 'asc' }], size: 2 })).toEqual([
      'dana@example.com',
      'Dana@example.com',
    ])
  })

  test('the open ones agree, in SQL and row by row', async () => {
    const all = (await listUserSessionPage(store.read, listQuery(), bounds)).rows
    const open = await names({ state: ['open'] }, { sort: [{ id: 'userName', direction: 'asc' }] })
    expect(open).toEqual(
      all
        .filter((row) => row.state === 'open')
        .map((row) => row.userName)
        .sort(),
    )
    expect(await countOpenSessions(store.read, bounds)).toEqual(
      new Map([
        ['1', 1],
        ['2', 1],
      ]),
    )
    const facets = await countFacets(store.read, listQuery(), sessionPlan(store.read, bounds), 'state', [
      { value: 'open' },
      { value: 'ended' },
      { value: 'expired' },
    ])
    expect(facets.counts).toMatchObject({ open: { count: 2 }, ended: { count: 1 }, expired: { count: 3 } })
  })

  test('one session, and those of a user', async () => {
    expect(await findListedSession(store.read, rows.sam.id, bounds)).toMatchObject({ userName: 'sam@example.com' })
    expect(await findListedSession(store.read, 'nothing', bounds)).toBeUndefined()
    const of = { idpId: '1', userId: 'u1', userNameKey: 'dana@example.com' }
    const mine = await listSessionsOfUser(store.read, of, bounds, 5)
    expect(mine.map((row) => row.id)).toEqual([rows.dana.id, rows.old.id])
    expect(await listSessionsOfUser(store.read, { ...of, userId: 'u2' }, bounds, 5)).toHaveLength(1)
  })

  test('the sign-in log, the latest first, by outcome, check, purpose and id', async () => {
    const list = async (filters: Record<string, string[]>, rest: Parameters<typeof listQuery>[0] = {}) => {
      const query = listQuery({ sort: [{ id: 'at', direction: 'desc' }], filters, ...rest })
      return (await listSignInPage(store.read, query)).rows.map((row) => signIns.findIndex(({ id }) => id === row.id))
    }
    expect(await list({})).toEqual([2, 1, 0])
    expect(await list({ outcome: ['refused'] })).toEqual([2, 1])
    expect(await list({ refusal: ['SAML-504', 'SAML-505'] })).toEqual([1])
    expect(await list({ purpose: ['test'] })).toEqual([2])
    expect(await list({ provider: ['2'] })).toEqual([1])
    expect(await list({ userName: ['DANA'] })).toEqual([1, 0])
    expect(await list({ signInId: [` ${signIns[1]?.id.toUpperCase()} `] })).toEqual([1])
    expect(await list({}, { range: { from: hoursAgo(2), to: hoursAgo(2) } })).toEqual([1])
    expect(await findSignIn(store.read, signIns[0]?.id ?? '')).toMatchObject({ outcome: 'accepted' })
    const choices = [{ value: 'SAML-202' }, { value: 'SAML-504' }]
    const { counts } = await countFacets(store.read, listQuery(), signInPlan(store.read), 'refusal', choices)
    expect(counts).toMatchObject({ 'SAML-202': { count: 1 }, 'SAML-504': { count: 1 } })
  })

  test('who is not provisioned: not whoever has come, and each by an id that an address takes', async () => {
    const list = async (filters: Record<string, string[]>, rest: Parameters<typeof listQuery>[0] = {}) => {
      const query = listQuery({ sort: [{ id: 'lastAt', direction: 'desc' }], filters, ...rest })
      return (await listNotProvisionedPage(store.read, query)).rows
    }
    const all = await list({})
    expect(all.map((row) => row.userName)).toEqual([
      'dee@example.com',
      'ann@example.com',
      'bo b+c@example.com',
      'cy@example.com',
    ])
    expect(all[1]).toMatchObject({ attempts: 2, firstAt: hoursAgo(9), lastAt: hoursAgo(3) })
    for (const row of all) {
      expect(row.id).toMatch(/^[\w.:@-]{1,128}$/)
      expect(await findListedNotProvisioned(store.read, row.id)).toEqual(row)
    }
    expect(await findListedNotProvisioned(store.read, 'nothing')).toBeUndefined()
    expect((await list({ nearMiss: ['yes'] })).map((row) => row.nearMiss)).toEqual(['bob@example.com'])
    expect(await list({ nearMiss: ['no'], reason: ['absent'] })).toHaveLength(2)
    expect(await list({}, { ids: [all[2]?.id ?? '', 'nothing'] })).toEqual([all[2]])
    const { counts } = await countFacets(store.read, listQuery(), notProvisionedPlan(store.read), 'reason', [
      { value: 'absent' },
      { value: 'inactive' },
    ])
    expect(counts).toMatchObject({ absent: { count: 3 }, inactive: { count: 1 } })
    expect(await countAbsentSince(store.read, hoursAgo(24))).toEqual(new Map([['1', 2]]))
  })

  test('a walk over who is not provisioned meets each once', async () => {
    const met: string[] = []
    for (let after: string | undefined; ;) {
      const walk = { direction: 'asc' as const, ...(after === undefined ? {} : { after }) }
      const { rows: some, hasMore } = await listNotProvisionedPage(store.read, listQuery({ size: 1, walk }))
      met.push(...some.map((row) => row.userName))
      after = some.at(-1)?.id
      if (!hasMore) break
    }
    expect(met).toEqual(['ann@example.com', 'bo b+c@example.com', 'cy@example.com', 'dee@example.com'])
  })

  test('IdPs by name, but those that are going', async () => {
    expect(await listIdpNames(store.read)).toEqual([
      { id: '2', name: 'A' },
      { id: '1', name: 'IdP-1' },
    ])
  })
})
