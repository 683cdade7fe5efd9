import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { openPostgres } from './postgres.ts'
import { rootFolder } from './root.ts'
import { startPostgres } from './testing-postgres.ts'

/** Where test processes ask for databases, while somebody serves them. */
const variable = 'ROLLCALL_TEST_DATABASES'

/** The settings of a server whose data nobody misses. */
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' }

/**
 * Serves migrated, empty databases on one PostgreSQL to this process and those it starts: starting a server for each test
 * file took half of the time of all tests. The server starts when the first is asked for.
 */
export async function serveDatabases(): Promise<() => Promise<void>> {
  let opened: ReturnType<typeof openTemplate> | undefined
  const server = createServer((request, response) => {
    const name = /^\/(db_\d+)$/.exec(request.url ?? '')?.[1]
    const work = async () => {
      const { makeDatabase, dropDatabase } = await (opened ??= openTemplate())
      return name === undefined ? makeDatabase() : dropDatabase(name)
    }
    work().then(
      (url) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.env[variable] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return async () => {
    server.close()
    await (await opened)?.stop()
  }
}

/** The URL of a migrated, empty database of one's own; undefined where nobody serves them. */
export async function takeDatabase(): Promise<{ url: string; drop(): Promise<void> } | undefined> {
  const address = process.env[variable]
  if (address === undefined) return undefined
  const url = await ask(address)
  return { url, drop: async () => void (await ask(new URL(new URL(url).pathname, address).href)) }
}

async function ask(address: string): Promise<string> {
  const response = await fetch(address)
  const text = await response.text()
  if (!response.ok) throw new Error(`No database for this test: ${text}`)
  return text
}

async function openTemplate() {
  const server = await startPostgres(careless)
  const template = await server.freshDatabase()
  const store = await openPostgres(template, join(rootFolder(), 'db/migrations/postgres'))
  await store.close()
  const url = new URL(template)
  const templateName = url.pathname.slice(1)
  url.pathname = '/postgres'
  const maintenance = new pg.Client(url.href)
  maintenance.on('error', () => undefined)
  await maintenance.connect()
  let made = 0
  return {
    async makeDatabase(): Promise<string> {
      const name = `db_${++made}`
      await maintenance.query(`CREATE DATABASE ${name} TEMPLATE ${templateName}`)
      return Object.assign(new URL(url), { pathname: `/${name}` }).href
    },
    async dropDatabase(name: string): Promise<string> {
      await maintenance.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      return ''
    },
    async stop(): Promise<void> {
      await maintenance.end()
      await server.stop()
    },
  }
}
