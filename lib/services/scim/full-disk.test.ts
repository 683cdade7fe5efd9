import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql, type SQL } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { rootFolder } from '#db/root.ts'
import { openSqlite } from '#db/sqlite.ts'
import type { Store } from '#db/store.ts'
import { openTestStore } from '#db/testing.ts'
import { openScim, type Answer } from './testing.ts'

type Disk = { store: Store; fill(): Promise<void>; free(): Promise<void>; close(): Promise<void> }

/** A file system of a few MiB needs Linux and root. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mounts()

test('when no page is left, changes are answered 503 until there is room again', () => fillAndFree(openBounded))

test.skipIf(!canMount)('when no byte is left, changes are answered 503 until there is room again', () =>
  fillAndFree(openSmall),
)

async function fillAndFree(open: () => Promise<Disk>): Promise<void> {
  // Each 503 says on the console what the store's trouble is.
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { store, fill, free, close } = await open()
  const scim = await openScim('node', { store, close })
  const idp = await scim.addIdp()
  const created: string[] = []
  const create = async (name: string) => {
    const userName = `${name}@example.com`
    const body = { userName, title: 'x'.repeat(6_000), emails: [{ value: userName }] }
    const answer = await scim.send(idp, 'POST', '/Users', body)
    if (answer.status === 201) created.push(String(answer.body['id']))
    return answer
  }
  const names = (round: string) => Array.from({ length: 20 }, (_, n) => `${round}-${n}`)
  const several = (some: string[]) => Promise.all(some.map(create))
  for (const { status, text } of await several(names('before'))) expect(status, text).toBe(201)

  await fill()
  const refused = new Map<string, Answer>()
  for (let round = 0; refused.size < 40 && round < 200; round++) {
    const offered = names(`meanwhile ${round}`)
    for (const [n, answer] of (await several(offered)).entries()) {
      if (answer.status !== 201) refused.set(offered[n] ?? '', answer)
    }
  }
  expect(refused.size).toBeGreaterThanOrEqual(40)
  for (const { status, headers, body } of refused.values()) {
    expect(body).toMatchObject({
      status: '503',
      detail: expect.stringMatching(/disk .* full; nothing of this request/),
    })
    expect([status, Number(headers.get('retry-after')) > 0]).toEqual([503, true])
  }
  // Whoever only reads notices nothing.
  const read = async () => (await scim.send(idp, 'GET', '/Users?count=0')).body['totalResults']
  expect(await read()).toBe(created.length)
  expect((await scim.send(idp, 'GET', `/Users/${created[0]}`)).status).toBe(200)

  await free()
  // The very names that were refused: nothing of those requests was left behind.
  for (const { status, text } of await several([...refused.keys()])) expect(status, text).toBe(201)
  const { users, userEmails, totals } = store.tables
  const rows = await store.read.select({ id: users.id }).from(users)
  expect(rows.map((row) => row.id).sort()).toEqual(created.sort())
  expect(await store.read.$count(userEmails)).toBe(created.length)
  expect((await store.read.select().from(totals)).reduce((sum, row) => sum + row.users, 0)).toBe(created.length)
  const logged = (await scim.logs(idp)).map((row) => String(row.entityId))
  expect(logged.sort()).toEqual(created)
  expect(told).toHaveBeenCalledWith('The store did not answer (SQLITE_FULL).')
  await scim.close()
}

/** A database that may not grow, which is all that SQLite sees of a full disk: SQLITE_FULL. */
async function openBounded(): Promise<Disk> {
  const { store, close } = await openTestStore()
  // The writing connection's own limit, so it is set within a turn.
  const pragma = (text: string) =>
    store.write(async (tx) => (tx as unknown as { all(query: SQL): Record<string, number>[] }).all(sql.raw(text)))
  return {
    store,
    close,
    async fill() {
      const [size] = await pragma('pragma page_count')
      await pragma(`pragma max_page_count = ${(size?.['page_count'] ?? 0) + 40}`)
    },
    async free() {
      await pragma('pragma max_page_count = 1000000')
    },
  }
}

/** A database on a file system of its own with a file beside it that takes all the room. */
async function openSmall(): Promise<Disk> {
  const folder = mount()
  const store = await openSqlite(join(folder, 'small.db'), join(rootFolder(), 'db/migrations/sqlite'))
  const ballast = join(folder, 'ballast')
  return {
    store,
    async fill() {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(ballast, Buffer.alloc((bavail - 16) * bsize))
    },
    async free() {
      rmSync(ballast)
    },
    async close() {
      await store.close()
      unmount(folder)
    },
  }
}

function mount(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-full-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder], { stdio: 'ignore' })
  return folder
}

function unmount(folder: string): void {
  execFileSync('umount', [folder])
  rmSync(folder, { recursive: true })
}

function mounts(): boolean {
  try {
    unmount(mount())
    return true
  } catch {
    return false
  }
}
