import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newIdpId } from '#db/ids.ts'
import { openPostgres } from '#db/postgres.ts'
import { rootFolder } from '#db/root.ts'
import { openSqlite } from '#db/sqlite.ts'
import type { Engine, Store } from '#db/store.ts'
import { startPostgres } from '#db/testing-postgres.ts'
import { newScimToken } from '#lib/auth/secrets.ts'
import { testIdpRow } from './testing.ts'

/** An enabled IdP with a live token, put into the store directly. */
export async function addIdp(store: Store): Promise<{ idpId: string; token: string }> {
  const { token, hash, hint } = newScimToken()
  const idpId = newIdpId()
  await store.write(async (tx) => {
    await tx.insert(tx.tables.idps).values(testIdpRow(idpId))
    await tx
      .insert(tx.tables.scimTokens)
      .values({ id: 'token', idpId, hash, hint, state: 'live', createdAt: new Date(), createdBy: 'test' })
  })
  return { idpId, token }
}

/** The SCIM service in a process of its own on this database. */
export async function startServer(databaseUrl: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['lib/services/scim/testing-server.ts'], {
    cwd: rootFolder(),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      ROLLCALL_SECRET: 'only for this test, and long enough for it',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(Number(line.toString())))
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
  })
  return { child, port }
}

/** A database that outlives the processes that use it. */
export async function openPlace(
  engine: Engine,
): Promise<{ url: string; open(): Promise<Store>; close(): Promise<void> }> {
  const migrations = join(rootFolder(), 'db/migrations', engine)
  if (engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'rollcall-crash-'))
    const file = join(folder, 'crash.db')
    const close = async () => rmSync(folder, { recursive: true, force: true })
    return { url: `file:${file}`, open: () => openSqlite(file, migrations), close }
  }
  const server = await startPostgres()
  const url = await server.freshDatabase()
  return { url, open: () => openPostgres(url, migrations), close: server.stop }
}
