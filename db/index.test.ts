import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { closeStore, openStore } from './index.ts'

const folder = vi.hoisted(() => ({ path: '' }))
vi.mock('#lib/env.ts', () => ({
  env: () => ({ database: { engine: 'sqlite', path: `${folder.path}/new/rollcall.db` } }),
}))

test('a new database, its log and its folder are its owner’s alone', async () => {
  folder.path = mkdtempSync(join(tmpdir(), 'rollcall-modes-'))
  const umask = process.umask(0o022)
  try {
    await openStore()
    const made = join(folder.path, 'new')
    const modes = Object.fromEntries(readdirSync(made).map((name) => [name, statSync(join(made, name)).mode & 0o777]))
    expect(modes).toEqual({ 'rollcall.db': 0o600, 'rollcall.db-wal': 0o600, 'rollcall.db-shm': 0o600 })
    expect(statSync(made).mode & 0o777).toBe(0o700)
    await closeStore()
    await openStore()
  } finally {
    await closeStore()
    process.umask(umask)
    rmSync(folder.path, { recursive: true, force: true })
  }
})
