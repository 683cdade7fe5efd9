import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Target } from './drive.ts'

export type Rollcall = Target & { file: string; pid: number; idpId: string }

/** Servers to measure, in a folder of their own; `stop` ends them and removes it. */
export function openServers() {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
  const servers: ChildProcess[] = []

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
        if (tries > 300) throw error
        await new Promise((next) => setTimeout(next, 100))
      }
    }
  }

  return {
    folder,
    async baseline(): Promise<Target> {
      const port = await freePort()
      await start(['bench/baseline.mjs', String(port), join(folder, 'baseline.db')], port)
      return { base: `http://127.0.0.1:${port}`, token: 'none' }
    },
    /** The product as `npm start` runs it; `fill` may put data into the migrated database before the server opens it. */
    async rollcall(fill: (file: string, idpId: string) => void = () => undefined): Promise<Rollcall> {
      const port = await freePort()
      const file = join(folder, 'rollcall.db')
      const env = {
        NODE_ENV: 'production' as const,
        DATABASE_URL: `file:${file}`,
        PORT: String(port),
        HOST: '127.0.0.1',
        ROLLCALL_URL: `http://127.0.0.1:${port}`,
        ROLLCALL_ADMIN_EMAIL: 'bench@example.com',
        ROLLCALL_ADMIN_PASSWORD: 'only for this measurement',
      }
      const command = ['bin/rollcall.mjs', 'idp', 'create', '--name', 'Bench', '--scim-sync', '--json']
      const made = execFileSync(process.execPath, command, { env: { ...process.env, ...env }, encoding: 'utf8' })
      const { id, endpoint, token } = JSON.parse(made) as { id: string; endpoint: string; token: string }
      fill(file, id)
      const pid = await start(['server.ts'], port, env)
      return { base: endpoint, token, file, pid, idpId: id }
    },
    stop() {
      for (const server of servers) server.kill('SIGKILL')
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
