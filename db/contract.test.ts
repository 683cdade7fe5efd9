import { spawn } from 'node:child_process'
import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isConflict } from './dialect.ts'
import { newId } from './ids.ts'
import { prepared } from './prepared.ts'
import { rootFolder } from './root.ts'
import type { Reader, Store, Writer } from './store.ts'
import { engines, openEngine } from './testing-engines.ts'
import { openTestStore } from './testing.ts'

// What the store promises, on both engines. A row of `groups` with its version is the smallest thing to lose.

const IDP = '100000000000000001'
const group = (name: string, id = newId()) => ({
  idpId: IDP,
  id,
  displayName: name,
  displayNameKey: name,
  document: '{}',
  version: 1,
  createdAt: new Date(),
  updatedAt: new Date(),
})
const insert = (tx: Writer, name: string, id?: string) => tx.insert(tx.tables.groups).values(group(name, id))
const names = async (q: Reader) =>
  (
    await q
      .select({ name: q.tables.groups.displayName })
      .from(q.tables.groups)
      .orderBy(asc(q.tables.groups.displayNameKey))
  ).map((row) => row.name)
const versionOf = async (q: Reader, id: string) =>
  (await q.select().from(q.tables.groups).where(eq(q.tables.groups.id, id)))[0]?.version

async function bump(tx: Writer, id: string): Promise<void> {
  const { groups } = tx.tables
  const query = tx.select().from(groups).where(eq(groups.id, id))
  const [row] = await (tx.engine === 'postgres' ? query.for('update') : query)
  await tx
    .update(groups)
    .set({ version: row!.version + 1 })
    .where(eq(groups.id, id))
}

describe.each(engines)('the store on %s', (engine) => {
  let opened: Awaited<ReturnType<typeof openEngine>>
  let store: Store
  beforeAll(async () => {
    opened = await openEngine(engine)
    store = opened.store
  }, 60_000)
  afterAll(() => opened.close())

  test('200 read-modify-writes at once lose nothing', async () => {
    const id = newId()
    await store.write((tx) => insert(tx, 'bumped', id))
    await Promise.all(Array.from({ length: 200 }, () => store.write((tx) => bump(tx, id))))
    expect(await versionOf(store.read, id)).toBe(201)
  })

  test('work that throws leaves nothing behind', async () => {
    const failed = store.write(async (tx) => {
      await insert(tx, 'ghost')
      throw new Error('boom')
    })
    await expect(failed).rejects.toThrow('boom')
    expect(await names(store.read)).not.toContain('ghost')
  })

  test('a unique conflict is recognised', async () => {
    await store.write((tx) => insert(tx, 'unique'))
    const error = await store.write((tx) => insert(tx, 'unique')).catch((reason: unknown) => reason)
    expect(isConflict(error)).toBe(true)
  })

  test('nobody reads what is not committed', async () => {
    let seen: string[] = []
    await store.write(async (tx) => {
      await insert(tx, 'not yet')
      seen = await names(store.read)
    })
    expect(seen).not.toContain('not yet')
    expect(await names(store.read)).toContain('not yet')
  })

  test('a write inside a write is refused', async () => {
    await expect(store.write(() => store.write(async () => 1))).rejects.toThrow('write() inside write()')
  })

  test('a failing neighbour does not drag a good write with it', async () => {
    const results = await Promise.allSettled([
      store.write(async (tx) => {
        await insert(tx, 'bad neighbour')
        throw new Error('x')
      }),
      store.write((tx) => insert(tx, 'good neighbour')),
    ])
    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled'])
    expect(await names(store.read)).toContain('good neighbour')
    expect(await names(store.read)).not.toContain('bad neighbour')
  })

  test('turns that may run twice: one that fails is undone alone, and the others happen once', async () => {
    const id = newId()
    await store.write((tx) => insert(tx, 'bumped twice', id))
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        store.write(
          async (tx) => {
            await bump(tx, id)
            if (index === 7 || index === 30) {
              await insert(tx, `failed ${index}`)
              throw new Error('x')
            }
            return index
          },
          { mayRunTwice: true },
        ),
      ),
    )
    expect(results.flatMap((result, index) => (result.status === 'rejected' ? [index] : []))).toEqual([7, 30])
    expect(await versionOf(store.read, id)).toBe(39)
    expect(await names(store.read)).not.toContain('failed 7')
  })

  test('a builder or prepared statement kept past its turn does not run', async () => {
    let builder: PromiseLike<unknown> | undefined
    let statement: { execute(values: Record<string, unknown>): Promise<unknown> } | undefined
    await store
      .write(async (tx) => {
        builder = insert(tx, 'kept builder')
        statement = tx
          .insert(tx.tables.groups)
          .values({ ...group('kept statement'), displayName: sql.placeholder('name') })
          .prepare('kept')
        throw new Error('the turn failed')
      })
      .catch(() => undefined)
    // A stranger's turn is open while the kept ones are awaited.
    const attempts = await store.write(async () =>
      Promise.allSettled([tryLate(() => builder!), tryLate(() => statement!.execute({ name: 'x' }))]),
    )
    void attempts
    const outside = await Promise.allSettled([
      tryLate(() => builder!),
      tryLate(() => statement!.execute({ name: 'x' })),
    ])
    expect(outside.map((result) => result.status)).toEqual(['rejected', 'rejected'])
  })

  test('a kept builder awaited by its own late code, while a stranger has the turn, does not run', async () => {
    let late: Promise<unknown> | undefined
    await store.write(async (tx) => {
      late = new Promise((resolve) => setTimeout(resolve, 5)).then(() => insert(tx, 'late'))
      late.catch(() => undefined)
    })
    await store.write(async (tx) => {
      await insert(tx, 'stranger')
      await new Promise((resolve) => setTimeout(resolve, 30))
    })
    await expect(late).rejects.toThrow()
    expect(await names(store.read)).not.toContain('late')
    expect(await names(store.read)).toContain('stranger')
  })

  test('the readers cannot write', async () => {
    for (const reader of [store.read, store.report]) {
      await expect((async () => insert(reader as Writer, 'forced'))()).rejects.toThrow()
    }
    expect(await names(store.read)).not.toContain('forced')
  })

  test('reports answer during a write storm, with the same query code', async () => {
    const storm = Promise.all(Array.from({ length: 300 }, (_, i) => store.write((tx) => insert(tx, `storm ${i}`))))
    const seen = await Promise.all(Array.from({ length: 10 }, () => names(store.report)))
    await storm
    expect(seen.every((list) => list.includes('unique'))).toBe(true)
    expect((await names(store.report)).filter((name) => name.startsWith('storm'))).toHaveLength(300)
  })

  test('prepared statements are built once per connection', async () => {
    let built = 0
    const find = (q: Reader, name: string) =>
      prepared(q, 'find_group', () => {
        built++
        const { groups } = q.tables
        return q
          .select({ id: groups.id })
          .from(groups)
          .where(eq(groups.displayNameKey, sql.placeholder('name')))
          .prepare('find_group')
      }).execute({ name })
    expect(await find(store.read, 'unique')).toHaveLength(1)
    expect(await find(store.read, 'nobody')).toHaveLength(0)
    expect(built).toBe(1)
  })
})

/** Awaits what `start` returns, turning a synchronous throw into a rejection. */
const tryLate = async (start: () => PromiseLike<unknown>): Promise<unknown> => start()

describe('the store on sqlite alone', () => {
  test('another process holding the lock delays a write without freezing the event loop', async () => {
    const { store, file, close } = await openTestStore()
    const holder = spawn(process.execPath, ['--input-type=module', '-e', holdLock], {
      cwd: rootFolder(),
      env: { ...process.env, FILE: file },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    let longest = 0
    let last = performance.now()
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    await store.write((tx) => insert(tx, 'patient'))
    clearInterval(beat)
    expect(store.stats().retries).toBeGreaterThan(0)
    expect(longest).toBeLessThan(300)
    expect(await names(store.read)).toEqual(['patient'])
    await close()
  }, 20_000)

  test('a lock that is never given up ends in store-busy, and the store recovers', async () => {
    const { store, file, close } = await openTestStore({ lockTimeoutMs: 100 })
    const holder = spawn(process.execPath, ['--input-type=module', '-e', holdLock], {
      cwd: rootFolder(),
      env: { ...process.env, FILE: file },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    await expect(store.write((tx) => insert(tx, 'impatient'))).rejects.toMatchObject({ code: 'store-busy' })
    await new Promise((resolve) => holder.once('exit', resolve))
    await store.write((tx) => insert(tx, 'afterwards'))
    expect(await names(store.read)).toEqual(['afterwards'])
    await close()
  }, 20_000)

  test('too many waiting turns are refused at once', async () => {
    const { store, close } = await openTestStore({ maxWaiting: 10 })
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => store.write((tx) => insert(tx, `${i}`))),
    )
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(10)
    expect(refused[0]).toMatchObject({ reason: { code: 'overloaded' } })
    await close()
  })

  test('turns that wait share commits', async () => {
    const { store, close } = await openTestStore()
    await Promise.all(Array.from({ length: 100 }, (_, i) => store.write((tx) => insert(tx, `${i}`))))
    expect(store.stats()).toMatchObject({ turns: 100, commits: 1 })
    await close()
  })
})

const holdLock = `
  import Database from 'better-sqlite3'
  const db = new Database(process.env.FILE)
  db.exec('BEGIN IMMEDIATE')
  console.log('held')
  setTimeout(() => { db.exec('COMMIT'); db.close() }, 700)
`
