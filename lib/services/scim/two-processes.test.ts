import { expect, test } from 'vitest'
import { addIdp, openPlace, startServer } from './testing-process.ts'

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

test('two processes on one PostgreSQL lose nothing and make nothing twice', async () => {
  const place = await openPlace('postgres')
  const store = await place.open()
  const { idpId, token } = await addIdp(store)
  const servers = await Promise.all([startServer(place.url), startServer(place.url)])
  const send = async (client: number, method: string, path: string, body: object) => {
    const base = `http://127.0.0.1:${servers[client % 2]?.port}/scim/1/${idpId}/v2`
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
    const response = await fetch(base + path, { method, headers, body: JSON.stringify(body) })
    const text = await response.text()
    return { status: response.status, id: text ? String((JSON.parse(text) as { id?: string }).id) : '' }
  }
  const clients = Array.from({ length: 50 }, (_, client) => client)

  const same = await Promise.all(
    clients.map((client) => send(client, 'POST', '/Users', { userName: 'Same@example.com' })),
  )
  expect(same.filter((answer) => answer.status === 201)).toHaveLength(1)
  expect(same.filter((answer) => answer.status === 409)).toHaveLength(49)

  const users = await Promise.all(
    clients.map((client) => send(client, 'POST', '/Users', { userName: `${client}@example.com` })),
  )
  const group = await send(0, 'POST', '/Groups', { displayName: 'Everybody' })
  const added = await Promise.all(
    clients.map((client) =>
      send(client, 'PATCH', `/Groups/${group.id}`, {
        schemas: [PATCH],
        Operations: [{ op: 'add', path: 'members', value: [{ value: users[client]?.id }] }],
      }),
    ),
  )
  expect(added.map((answer) => answer.status)).toEqual(clients.map(() => 204))
  const { members, groups } = store.tables
  expect(await store.read.$count(members)).toBe(50)
  expect((await store.read.select().from(groups))[0]?.version).toBe(51)

  for (const { child } of servers) child.kill('SIGKILL')
  await store.close()
  await place.close()
}, 60_000)
