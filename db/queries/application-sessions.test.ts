import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from '../testing-engines.ts'
import {
  deleteStaleHandOvers,
  hasStaleHandOvers,
  insertApplicationSession,
  insertHandOverCode,
  takeHandOverCode,
  touchApplicationSession,
} from './application-sessions.ts'

const now = new Date('2026-11-22T12:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)
const code = (hash: string, expiresAt: Date) => ({
  hash,
  userSessionId: 's',
  origin: 'https://wiki.example.com',
  path: '/',
  browserHash: 'b',
  expiresAt,
})
const session = (hash: string, expiresAt: Date) => ({
  hash,
  userSessionId: 's',
  idpId: '1',
  host: 'wiki.example.com',
  createdAt: now,
  lastSeenAt: now,
  expiresAt,
})

describe.each(engines)('on %s', (engine) => {
  let opened: Awaited<ReturnType<typeof openEngine>>
  beforeAll(async () => {
    opened = await openEngine(engine)
  }, 60_000)
  afterAll(() => opened.close())

  test('what nobody came for is swept, in pieces; what is taken once is gone; a last use is never set back', async () => {
    const { store } = opened
    await store.write(async (tx) => {
      for (const name of ['a', 'b', 'c']) await insertHandOverCode(tx, code(name, later(-1)))
      await insertHandOverCode(tx, code('fresh', later(1)))
      for (const name of ['a', 'b']) await insertApplicationSession(tx, session(name, later(-1)))
      await insertApplicationSession(tx, session('open', later(1)))
    })
    expect(await hasStaleHandOvers(store.read, now)).toBe(true)
    expect(await store.write((tx) => deleteStaleHandOvers(tx, now, 2))).toBe(4)
    expect(await store.write((tx) => deleteStaleHandOvers(tx, now, 2))).toBe(1)
    expect(await hasStaleHandOvers(store.read, now)).toBe(false)

    expect(await store.write((tx) => takeHandOverCode(tx, 'fresh'))).toMatchObject({ path: '/' })
    expect(await store.write((tx) => takeHandOverCode(tx, 'fresh'))).toBeUndefined()

    for (const ms of [5_000, 1_000]) await store.write((tx) => touchApplicationSession(tx, 'open', later(ms)))
    const rows = await store.read.select().from(store.tables.applicationSessions)
    expect(rows.map(({ hash, lastSeenAt }) => [hash, lastSeenAt])).toEqual([['open', later(5_000)]])
  })
})
