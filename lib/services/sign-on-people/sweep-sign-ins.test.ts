import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { countSessionsWithoutUser } from '#db/queries/end-user-sessions.ts'
import { idpRow, userRow } from '#db/queries/list-testing.ts'
import { countNotProvisioned } from '#db/queries/not-provisioned.ts'
import { insertSamlArrival, insertSamlRequest, insertSamlSignIn, rememberAssertion } from '#db/queries/saml-requests.ts'
import { sessionRow, signInRow } from '#db/queries/user-sessions-testing.ts'
import { insertUserSession } from '#db/queries/user-sessions.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { sweepSignIns } from './sweep-sign-ins.ts'

const now = new Date('2026-11-02T09:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const before = new Date(now.getTime() - 1)
const after = new Date(now.getTime() + 1)

describe.each(engines)('the sweep of sign-ins on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
  })
  afterAll(async () => {
    useStore(undefined)
    await close()
  })

  test('ends what was open before SCIM Sync was on, of people whom it has not brought', async () => {
    const session = (name: string, idpId: string, rest = {}) => sessionRow(name, { idpId, createdAt: now, ...rest })
    await store.write(async (tx) => {
      await tx.insert(tx.tables.idps).values([idpRow('5'), idpRow('6', { scimSync: false })])
      const [ada, gone] = [userRow('Ada', { idpId: '5' }), userRow('gone', { idpId: '5', active: false })]
      await tx.insert(tx.tables.users).values([ada, gone, userRow('bob', { idpId: '6' })])
      const rows = [session('ada', '5'), session('bob', '5'), session('gone', '5'), session('bob', '6')]
      for (const row of [...rows, session('eve', '6'), session('old', '5', { createdAt: daysAgo(1) })]) {
        await insertUserSession(tx, row)
      }
    })
    expect(await countSessionsWithoutUser(store.report, '5', now)).toBe(2)
    await sweepSignIns(now)
    const { userSessions } = store.tables
    const ended = (await store.read.select().from(userSessions)).filter((row) => row.endedAt !== null)
    expect(
      ended
        .map(({ idpId, userName, endReason }) => [idpId, userName, endReason])
        .toSorted((a, b) => (a.join() < b.join() ? -1 : 1)),
    ).toEqual([
      ['5', 'bob', 'not-provisioned'],
      ['5', 'gone', 'not-provisioned'],
    ])
    await store.write((tx) => tx.delete(tx.tables.userSessions))
  })

  test('ends what is left open of IdPs that are not enabled any more', async () => {
    await store.write(async (tx) => {
      const rows = [idpRow('7'), idpRow('8', { status: 'disabled' }), idpRow('9', { status: 'deleting' })]
      await tx.insert(tx.tables.idps).values(rows)
      for (const { id } of rows) {
        for (let n = 0; n < 3; n++) await insertUserSession(tx, sessionRow(id, { idpId: id, createdAt: daysAgo(0) }))
        await insertUserSession(tx, sessionRow(`${id} expired`, { idpId: id, createdAt: daysAgo(1) }))
      }
    })
    await sweepSignIns(now)
    const { userSessions } = store.tables
    const ended = (await store.read.select().from(userSessions)).filter((row) => row.endReason === 'idp')
    expect(ended.map((row) => row.userName).sort()).toEqual(['8', '8', '8', '9', '9', '9'])
    await store.write((tx) => tx.delete(userSessions))
  })

  test('deletes what has expired or is old, and nothing else', async () => {
    const request = (id: string, expiresAt: Date) => ({
      id,
      idpId: '1',
      purpose: 'sign-in' as const,
      relayHash: '',
      browserHash: '',
      returnTo: '/',
      loginName: '',
      administratorId: null,
      createdAt: before,
      expiresAt,
    })
    await store.write(async (tx) => {
      for (const [name, expiresAt] of [
        ['old', before],
        ['new', after],
      ] as const) {
        await insertSamlRequest(tx, request(name, expiresAt))
        await insertSamlArrival(tx, { id: name, idpId: '1', requestId: null, sealedOutcome: '', expiresAt })
        await rememberAssertion(tx, { idpId: '1', assertionId: name, expiresAt })
        await rememberAssertion(tx, { idpId: '2', assertionId: name, expiresAt })
      }
      for (const [userName, createdAt, rest] of [
        ['ended long ago', daysAgo(100), { endedAt: daysAgo(91), expiresAt: daysAgo(80) }],
        ['expired long ago', daysAgo(100), { expiresAt: daysAgo(91) }],
        ['ended of late', daysAgo(100), { endedAt: daysAgo(89), expiresAt: after }],
        ['open for long', daysAgo(100), { expiresAt: after }],
      ] as const) {
        await insertUserSession(tx, sessionRow(userName, { createdAt, ...rest }))
      }
      await insertSamlSignIn(tx, signInRow('old', daysAgo(91)))
      await insertSamlSignIn(tx, signInRow('new', daysAgo(89)))
      const refused = (userName: string, at: Date) =>
        countNotProvisioned(
          tx,
          { idpId: '1', userName, userNameKey: userName, reason: 'absent' as const, nearMiss: null },
          at,
        )
      await refused('gave up', daysAgo(91))
      await refused('came', daysAgo(1))
      await refused('still out', daysAgo(1))
      await refused('is inactive', daysAgo(1))
      await tx.insert(tx.tables.users).values([userRow('came'), userRow('is inactive', { active: false })])
    })
    await sweepSignIns(now)
    const { read, tables } = store
    expect(await read.select({ id: tables.samlRequests.id }).from(tables.samlRequests)).toEqual([{ id: 'new' }])
    expect(await read.select({ id: tables.samlArrivals.id }).from(tables.samlArrivals)).toEqual([{ id: 'new' }])
    const assertions = await read.select().from(tables.samlAssertions)
    expect(assertions.map(({ idpId, assertionId }) => `${idpId} ${assertionId}`).sort()).toEqual(['1 new', '2 new'])
    const sessions = await read.select().from(tables.userSessions)
    expect(sessions.map(({ userName }) => userName).sort()).toEqual(['ended of late', 'open for long'])
    const signIns = await read.select().from(tables.samlSignIns)
    expect(signIns.map(({ userName }) => userName)).toEqual(['new'])
    const refusals = await read.select().from(tables.notProvisioned)
    expect(refusals.map(({ userName }) => userName).sort()).toEqual(['is inactive', 'still out'])
  })
})
