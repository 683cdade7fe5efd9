import { expect, test } from 'vitest'
import { engines } from '#db/testing-engines.ts'
import { addIdp, openPlace, startServer } from './testing-process.ts'

/** kill -9 under load; the fifty with ROLLCALL_KILLS=50, a few in the everyday run. */
const KILLS = Number(process.env['ROLLCALL_KILLS'] ?? 3)
const CLIENTS = 12

type Acknowledged = { id: string; title: string }

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
    const { users, userEmails, syncLogs, totals } = after.tables
    const rows = await after.read.select().from(users)
    const titles = new Map(rows.map((row) => [row.id, row.title]))
    expect(acknowledged.length).toBeGreaterThan(KILLS * 5)
    expect(acknowledged.filter(({ id, title }) => titles.get(id) !== title)).toEqual([])
    // Each user is whole: its e-mail, its log rows and its share of the totals came with it.
    expect(await after.read.$count(userEmails)).toBe(rows.length)
    const logs = await after.read.select().from(syncLogs)
    const created = logs.filter((row) => row.method === 'POST' && row.status === 201).map((row) => row.entityId)
    expect(new Set(created)).toEqual(new Set(rows.map((row) => row.id)))
    expect(created).toHaveLength(rows.length)
    const changed = logs.filter((row) => row.method === 'PATCH' && row.status === 200)
    expect(rows.reduce((sum, row) => sum + row.version - 1, 0)).toBe(changed.length)
    const counted = await after.read.select().from(totals)
    expect(counted.reduce((sum, row) => sum + row.users, 0)).toBe(rows.length)
    await after.close()
    await place.close()
  },
  60_000 + KILLS * 5_000,
)

/** Creates users and changes their titles until the server is gone; notes what it was told. */
async function push(base: string, token: string, name: string, acknowledged: Acknowledged[]): Promise<void> {
  const send = async (method: string, path: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
    const response = await fetch(base + path, { method, headers, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as { id: string } }
  }
  for (let n = 0; ; n++) {
    try {
      const userName = `${name}-${n}@example.com`
      const { status, body } = await send('POST', '/Users', { userName, title: 'new', emails: [{ value: userName }] })
      expect(status).toBe(201)
      const entry = { id: body.id, title: 'new' }
      acknowledged.push(entry)
      const title = `title ${n}`
      const change = {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'title', value: title }],
      }
      // In flight when the server dies, the change may have happened or not: both are right.
      acknowledged.pop()
      const answer = await send('PATCH', `/Users/${body.id}`, change)
      expect(answer.status).toBe(200)
      acknowledged.push({ ...entry, title })
    } catch (error) {
      if (error instanceof TypeError) return
      throw error
    }
  }
}
