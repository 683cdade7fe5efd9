import Database from 'better-sqlite3'
import pg from 'pg'
import { expect, test } from 'vitest'
import { engines } from '#db/testing-engines.ts'
import type { Store } from '#db/store.ts'
import { addIdp, openPlace, startServer } from './testing-process.ts'

/** kill -9 under load; the fifty with ROLLCALL_KILLS=50, a few in the everyday run. */
const KILLS = Number(process.env['ROLLCALL_KILLS'] ?? 3)
const CLIENTS = 12

/** What a client was told: the user is there, with this title, in this group where there is one. */
type Acknowledged = { id: string; title: string; groupId: string | undefined }

test.each(engines)(
  'an acknowledged write survives kill -9, and nothing is half done, on %s',
  async (engine) => {
    const place = await openPlace(engine)
    const store = await place.open()
    const { idpId, token } = await addIdp(store)
    await store.close()

    const acknowledged: Acknowledged[] = []
    for (let kill = 1; kill <= KILLS; kill++) {
      const { child, port } = await startServer(place.url)
      const base = `http://127.0.0.1:${port}/scim/1/${idpId}/v2`
      const load = Promise.all(
        Array.from({ length: CLIENTS }, (_, client) => push(base, token, `${kill}-${client}`, acknowledged)),
      )
      // After some work, however slow the machine, and at no chosen moment of it.
      const enough = acknowledged.length + 8 + Math.random() * 30
      while (acknowledged.length < enough) await new Promise((resolve) => setTimeout(resolve, Math.random() * 20))
      child.kill('SIGKILL')
      await load
    }

    const after = await place.open()
    expect(acknowledged.length).toBeGreaterThan(KILLS * 5)
    await expectWhole(after, acknowledged)
    await after.close()
    expect(await brokenIndexes(place.url)).toEqual([])
    await place.close()
  },
  60_000 + KILLS * 60_000,
)

/** Every user and group is as was acknowledged, and whole: its rows elsewhere and its log rows came with it. */
async function expectWhole(store: Store, acknowledged: Acknowledged[]): Promise<void> {
  const { users, userEmails, groups, members, syncLogs, totals } = store.tables
  const rows = await store.read.select().from(users)
  const groupRows = await store.read.select().from(groups)
  const memberRows = await store.read.select().from(members)
  const titles = new Map(rows.map((row) => [row.id, row.title]))
  const pairs = new Set(memberRows.map((row) => `${row.groupId} ${row.memberId}`))
  const isLost = ({ id, title, groupId }: Acknowledged) =>
    titles.get(id) !== title || (groupId !== undefined && !pairs.has(`${groupId} ${id}`))
  expect(acknowledged.filter(isLost)).toEqual([])

  expect(await store.read.$count(userEmails)).toBe(rows.length)
  const known = new Set([...rows, ...groupRows].map((row) => row.id))
  expect(memberRows.filter((row) => !known.has(row.groupId) || !known.has(row.memberId))).toEqual([])

  const logs = await store.read.select().from(syncLogs)
  const created = logs.filter((row) => row.method === 'POST' && row.status === 201).map((row) => row.entityId)
  expect(new Set(created)).toEqual(known)
  expect(created).toHaveLength(known.size)
  const changed = logs.filter((row) => row.method === 'PATCH' && row.status < 300)
  expect([...rows, ...groupRows].reduce((sum, row) => sum + row.version - 1, 0)).toBe(changed.length)
  expect(memberRows).toHaveLength(changed.filter((row) => row.entityType === 'Group').length)

  const counted = await store.read.select().from(totals)
  expect(counted.reduce((sum, row) => sum + row.users, 0)).toBe(rows.length)
  expect(counted.reduce((sum, row) => sum + row.groups, 0)).toBe(groupRows.length)
}

/** What the engine itself finds wrong with its tables and indexes. */
async function brokenIndexes(url: string): Promise<unknown[]> {
  if (url.startsWith('file:')) {
    const db = new Database(url.slice('file:'.length), { readonly: true })
    const found = db.pragma('integrity_check') as { integrity_check: string }[]
    db.close()
    return found.filter((row) => row.integrity_check !== 'ok')
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create extension amcheck')
  const query = `select bt_index_check(c.oid, true) from pg_class c join pg_am a on a.oid = c.relam
    where a.amname = 'btree' and c.relkind = 'i' and c.relnamespace = 'public'::regnamespace`
  const broken = await client.query(query).then(
    () => [],
    (error: Error) => [error.message],
  )
  await client.end()
  return broken
}

/** Creates users, changes their titles and puts them into a group until the server is gone; notes what it was told. */
async function push(base: string, token: string, name: string, acknowledged: Acknowledged[]): Promise<void> {
  const send = async (method: string, path: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
    const response = await fetch(base + path, { method, headers, body: JSON.stringify(body) })
    const text = await response.text()
    return { status: response.status, id: text === '' ? '' : (JSON.parse(text) as { id: string }).id }
  }
  const change = (operation: object) => ({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [operation],
  })
  try {
    const group = await send('POST', '/Groups', { displayName: name })
    expect(group.status).toBe(201)
    for (let n = 0; ; n++) {
      const userName = `${name}-${n}@example.com`
      const { status, id } = await send('POST', '/Users', { userName, title: 'new', emails: [{ value: userName }] })
      expect(status).toBe(201)
      const entry: Acknowledged = { id, title: 'new', groupId: undefined }
      acknowledged.push(entry)
      const add = change({ op: 'add', path: 'members', value: [{ value: id }] })
      expect((await send('PATCH', `/Groups/${group.id}`, add)).status).toBe(204)
      entry.groupId = group.id
      const title = `title ${n}`
      // In flight when the server dies, the change may have happened or not: both are right.
      acknowledged.splice(acknowledged.indexOf(entry), 1)
      const answer = await send('PATCH', `/Users/${id}`, change({ op: 'replace', path: 'title', value: title }))
      expect(answer.status).toBe(200)
      acknowledged.push({ ...entry, title })
    }
  } catch (error) {
    // fetch: the server is gone.
    if (!(error instanceof TypeError)) throw error
  }
}
