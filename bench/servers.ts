import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverFlags } from '../bin/server-flags.mjs'
import type { Engine } from '#db/store.ts'
import { startPostgres } from '#db/testing-postgres.ts'
import type { Target } from './drive.ts'

/** `database` is what DATABASE_URL says; `idp` goes by its id in addresses. */
export type Rollcall = Target & { database: string; idpId: string }
/** Puts data into the migrated database before the server opens it. */
export type Fill = (database: string, idpId: string) => Promise<unknown>

/** The first administrator of every server measured. */
export const administrator = { email: 'bench@example.com', password: 'only for this measurement' }

/** Servers to measure, in a folder of their own; `stop` ends them and removes it. */
export function openServers(engine: Engine = 'sqlite') {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
  const servers: ChildProcess[] = []
  let postgres: ReturnType<typeof startPostgres> | undefined

  async function start(command: string[], port: number, env: Record<string, string> = {}): Promise<number> {
    const server = spawn(process.execPath, command, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    servers.push(server)
    for (let tries = 0; ; tries++) {
      try {
        await fetch(`http://127.0.0.1:${port}/health`)
        return server.pid ?? 0
      } catch (error) {
        if (tries > 300 || server.exitCode !== null) throw error
        await new Promise((next) => setTimeout(next, 100))
      }
    }
  }

  const environmentOf = (database: string, port: number) => ({
    NODE_ENV: 'production' as const,
    DATABASE_URL: database,
    PORT: String(port),
    HOST: '127.0.0.1',
    ROLLCALL_URL: `http://127.0.0.1:${port}`,
    ROLLCALL_SECRET: 'only for this measurement, and long enough for it',
    ROLLCALL_ADMIN_EMAIL: administrator.email,
    ROLLCALL_ADMIN_PASSWORD: administrator.password,
  })

  async function newDatabase(): Promise<string> {
    if (engine === 'sqlite') return `file:${join(folder, `rollcall-${servers.length}.db`)}`
    postgres ??= startPostgres()
    return (await postgres).freshDatabase()
  }

  return {
    async baseline(): Promise<Target> {
      const port = await freePort()
      const pid = await start(['bench/baseline.mjs', String(port), join(folder, 'baseline.db')], port)
      return { base: `http://127.0.0.1:${port}`, token: 'none', pid }
    },
    /** node:http that answers 200, and no more. */
    async bare(): Promise<Target> {
      const port = await freePort()
      const pid = await start(['bench/bare-http.mjs', String(port)], port)
      return { base: `http://127.0.0.1:${port}`, token: 'none', pid }
    },
    /** The product as `npm start` runs it, on a database of its own. */
    async rollcall(fill?: Fill): Promise<Rollcall> {
      const port = await freePort()
      const database = await newDatabase()
      const env = environmentOf(database, port)
      const command = ['bin/rollcall.mjs', 'idp', 'create', '--name', 'Bench', '--scim-sync', '--no-guard', '--json']
      const made = execFileSync(process.execPath, command, { env: { ...process.env, ...env }, encoding: 'utf8' })
      const { id, endpoint, token } = JSON.parse(made) as { id: string; endpoint: string; token: string }
      await fill?.(database, id)
      const pid = await start([...serverFlags, 'server.ts'], port, env)
      return { base: endpoint, token, database, pid, idpId: id }
    },
    /** A second process on the same database. */
    async beside({ base, token, database, idpId }: Rollcall): Promise<Rollcall> {
      const port = await freePort()
      const pid = await start([...serverFlags, 'server.ts'], port, environmentOf(database, port))
      const url = new URL(base)
      url.port = String(port)
      return { base: url.href, token, database, pid, idpId }
    },
    async stop() {
      for (const server of servers) server.kill('SIGKILL')
      await (await postgres)?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
