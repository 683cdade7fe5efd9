import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { remembered } from './remembered.ts'
import { openTestStore } from './testing.ts'

async function asking() {
  const { store, file, close } = await openTestStore()
  let asked = 0
  const ask = () => remembered(store.read, 'answer', () => Promise.resolve(++asked))
  return { store, file, close, ask }
}

test('what was read is kept while nothing changes, over turns of the event loop', async () => {
  const { ask, close } = await asking()
  expect(await ask()).toBe(1)
  await new Promise((next) => setTimeout(next, 5))
  expect(await ask()).toBe(1)
  await close()
})

test('a change through the store is noticed by whoever awaited it', async () => {
  const { store, ask, close } = await asking()
  expect(await ask()).toBe(1)
  await store.write(async (tx) => {
    await tx.insert(tx.tables.organisations).values({ id: '77', name: 'Other', createdAt: new Date() })
  })
  expect(await ask()).toBe(2)
  await close()
})

test('what provisioning writes makes nobody ask again, what shares its commit does', async () => {
  const { store, ask, close } = await asking()
  const write = (id: string, keepsRemembered: boolean) =>
    store.write(
      async (tx) => {
        await tx.insert(tx.tables.organisations).values({ id, name: id, createdAt: new Date() })
      },
      { keepsRemembered },
    )
  expect(await ask()).toBe(1)
  await write('77', true)
  expect(await ask()).toBe(1)
  await Promise.all([write('78', true), write('79', false), write('80', true)])
  expect(await ask()).toBe(2)
  await close()
})

test('what is remembered after a change is never older than the change', async () => {
  const { store, file, close } = await openTestStore()
  const count = () => remembered(store.read, 'count', () => store.read.$count(store.tables.organisations).then(Number))
  await store.read.select().from(store.tables.organisations)
  // The snapshot of this turn was taken before the other process commits.
  const other = new Database(file)
  other.exec("insert into organisations (id, name, created_at) values ('99', 'Other', 0)")
  const found = await count()
  expect(found).toBe(other.prepare('select count(*) from organisations').pluck().get())
  other.close()
  await close()
})

test('a change by another process is noticed in the next turn of the event loop', async () => {
  const { file, ask, close } = await asking()
  expect(await ask()).toBe(1)
  await new Promise((next) => setImmediate(next))
  const other = new Database(file)
  other.exec('create table strange (id text)')
  other.close()
  expect(await ask()).toBe(2)
  await close()
})

test('what is not found is asked for again', async () => {
  const { store, close } = await asking()
  let asked = 0
  const ask = () => remembered(store.read, 'nothing', () => Promise.resolve(void asked++))
  await ask()
  await ask()
  expect(asked).toBe(2)
  await close()
})
