import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openPostgres } from '#db/postgres.ts'
import { rootFolder } from '#db/root.ts'
import { startPostgres } from '#db/testing-postgres.ts'
import { openScim } from './testing.ts'

test('while PostgreSQL is out of reach every request is answered 503, and afterwards as before', async () => {
  // Each 503 says on the console what the store's trouble is.
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const server = await startPostgres()
  const url = new URL(await server.freshDatabase())
  const wire = await openWire(Number(url.port))
  url.port = String(wire.port)
  const store = await openPostgres(url.href, join(rootFolder(), 'db/migrations/postgres'))
  const close = async () => {
    await store.close()
    await wire.cut()
    await server.stop()
  }
  const scim = await openScim('node', { store, close })
  const idp = await scim.addIdp()
  const create = (name: string) => scim.send(idp, 'POST', '/Users', { userName: name })
  expect((await create('before@example.com')).status).toBe(201)

  await wire.cut()
  for (const answer of [await create('meanwhile@example.com'), await scim.send(idp, 'GET', '/Users')]) {
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answer.body).toMatchObject({ status: '503' })
  }
  expect(told).toHaveBeenCalled()

  await wire.mend()
  expect((await create('after@example.com')).status).toBe(201)
  const { body } = await scim.send(idp, 'GET', '/Users')
  expect((body['Resources'] as { userName: string }[]).map((user) => user.userName)).toEqual([
    'before@example.com',
    'after@example.com',
  ])
  await scim.close()
  told.mockRestore()
}, 60_000)

/** A wire to the port `to` of this machine that can be cut, and mended on the same port. */
async function openWire(to: number): Promise<{ port: number; cut(): Promise<void>; mend(): Promise<void> }> {
  const open = new Set<Socket>()
  const carry = (near: Socket) => {
    const far = connect(to, '127.0.0.1')
    for (const end of [near, far]) {
      open.add(end)
      end.on('error', () => undefined)
      end.on('close', () => [near, far].forEach((other) => other.destroy()))
    }
    near.pipe(far).pipe(near)
  }
  let server: Server
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server = createServer(carry).listen(port, '127.0.0.1', () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : port)
      })
    })
  const port = await listen(0)
  return {
    port,
    async cut() {
      for (const end of open) end.destroy()
      open.clear()
      await new Promise((resolve) => server.close(resolve))
    },
    async mend() {
      await listen(port)
    },
  }
}
