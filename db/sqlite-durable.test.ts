import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDurability } from './sqlite-durable.ts'

let folder: string
let file: string
let connection: Database.Database

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-durable-'))
  file = join(folder, 'test.db')
  connection = new Database(file, { timeout: 0 })
  connection.pragma('journal_mode = WAL')
  connection.exec('create table rows (id integer)')
})
afterEach(() => {
  connection.close()
  rmSync(folder, { recursive: true })
})

const write = () => connection.exec('insert into rows values (1)')
const logBytes = () => statSync(`${file}-wal`).size

test('a sync that began before a commit does not answer for it', async () => {
  const begun: (() => void)[] = []
  const { durable, close } = openDurability(connection, file, () => new Promise((end) => void begun.push(end)))
  const settled: string[] = []
  void durable().then(() => settled.push('first'))
  await turn()
  expect(begun).toHaveLength(1)
  void durable().then(() => settled.push('second'))
  void durable().then(() => settled.push('third'))
  begun[0]?.()
  await turn()
  expect(settled).toEqual(['first'])
  expect(begun).toHaveLength(2)
  begun[1]?.()
  await turn()
  expect(settled).toEqual(['first', 'second', 'third'])
  close()
})

test('a sync that fails is made good by moving the whole log into the database', async () => {
  const { durable, close } = openDurability(connection, file, () => Promise.reject(new Error('EIO')))
  write()
  expect(logBytes()).toBeGreaterThan(0)
  await durable()
  expect(logBytes()).toBe(0)
  close()
})

test('while the log cannot be moved either, nothing is acknowledged; afterwards everything is again', async () => {
  let isBroken = true
  const sync = () => (isBroken ? Promise.reject(new Error('EIO')) : Promise.resolve())
  const { durable, close } = openDurability(connection, file, sync)
  const reading = new Database(file, { readonly: true })
  reading.exec('begin')
  reading.prepare('select * from rows').all()
  write()
  await expect(durable()).rejects.toMatchObject({ code: 'SQLITE_IOERR_FSYNC' })
  isBroken = false
  await expect(durable()).rejects.toMatchObject({ code: 'SQLITE_IOERR_FSYNC' })
  reading.exec('commit')
  await durable()
  expect(logBytes()).toBe(0)
  write()
  await durable()
  expect(logBytes()).toBeGreaterThan(0)
  reading.close()
  close()
})

const turn = () => new Promise((next) => setImmediate(next))
