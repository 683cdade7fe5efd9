import Database from 'better-sqlite3'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useStore } from '#db/index.ts'
import type { Store } from '#db/store.ts'
import { openEngine } from '#db/testing-engines.ts'
import { openTestStore } from '#db/testing.ts'
import { believed, BELIEVED_MS, UNCHANGED_MS } from './believed.ts'

let store: Store
let file: string
let close: () => Promise<void>
let nowMs: number
beforeEach(async () => {
  const opened = await openTestStore()
  store = opened.store
  file = opened.file
  close = opened.close
  useStore(store)
  nowMs = 1_000
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
})
afterEach(async () => {
  vi.restoreAllMocks()
  useStore(undefined)
  await close()
})

function asking() {
  let asked = 0
  return believed(() => Promise.resolve({ asked: ++asked }))
}

const write = (id: string, options = {}) =>
  store.write(async (tx) => {
    await tx.insert(tx.tables.organisations).values({ id, name: id, createdAt: new Date() })
  }, options)

test('what was read is believed without waiting while nothing changes, and read again after a minute', async () => {
  const ask = asking()
  expect(await ask('a')).toEqual({ asked: 1 })
  nowMs += BELIEVED_MS * 3
  expect(ask('a')).toEqual({ asked: 1 })
  nowMs += UNCHANGED_MS
  expect(await ask('a')).toEqual({ asked: 2 })
})

test('a change ends it, provisioning among them; a note does not', async () => {
  const ask = asking()
  await ask('a')
  await write('77', { isNote: true })
  nowMs += BELIEVED_MS
  expect(await ask('a')).toEqual({ asked: 1 })
  await write('78', { keepsRemembered: true })
  expect(await ask('a')).toEqual({ asked: 1 })
  nowMs += BELIEVED_MS
  expect(await ask('a')).toEqual({ asked: 2 })
})

test('a note that shares its commit with a change does not hide it', async () => {
  const ask = asking()
  await ask('a')
  await Promise.all([write('77', { isNote: true }), write('78'), write('79', { isNote: true })])
  nowMs += BELIEVED_MS
  expect(await ask('a')).toEqual({ asked: 2 })
})

test('a change while it is read makes it be read again', async () => {
  let asked = 0
  const ask = believed(async () => {
    const found = { asked: ++asked }
    if (asked === 1) await write('77')
    return found
  })
  expect(await ask('a')).toEqual({ asked: 1 })
  nowMs += BELIEVED_MS
  expect(await ask('a')).toEqual({ asked: 2 })
})

test('a change by another process ends it', async () => {
  const ask = asking()
  await ask('a')
  await turn()
  const other = new Database(file)
  other.exec('create table strange (id text)')
  other.close()
  nowMs += BELIEVED_MS
  expect(await ask('a')).toEqual({ asked: 2 })
})

test('nothing and failures are not kept', async () => {
  let asked = 0
  const ask = believed(() => (++asked === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(undefined)))
  await expect(ask('a')).rejects.toThrow('gone')
  await ask('a')
  await ask('a')
  expect(asked).toBe(3)
})

test('where changes cannot be noticed, it is believed no longer than that', async () => {
  const postgres = await openEngine('postgres')
  useStore(postgres.store)
  const ask = asking()
  await ask('a')
  nowMs += BELIEVED_MS
  expect(await ask('a')).toEqual({ asked: 2 })
  await postgres.close()
}, 60_000)
