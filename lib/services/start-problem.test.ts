import { expect, test } from 'vitest'
import { startProblem } from './start-problem.ts'

const sqlite = { host: '0.0.0.0', port: 3000, database: { engine: 'sqlite', path: '/srv/r.db' } } as const
const postgres = { ...sqlite, database: { engine: 'postgres', url: 'postgres://u:hidden@db/r' } } as const
const failure = (code: string, more: object = {}) => Object.assign(new Error('failed'), { code, ...more })

test.each([
  [failure('EADDRINUSE', { syscall: 'listen' }), sqlite, 'PORT: 3000 is in use'],
  [failure('EACCES', { syscall: 'listen' }), sqlite, 'PORT: 3000 may not be opened'],
  [failure('EADDRNOTAVAIL', { syscall: 'listen' }), sqlite, 'HOST: 0.0.0.0 cannot be listened on'],
  [failure('EEXIST', { syscall: 'mkdir' }), sqlite, 'DATABASE_URL: /srv/r.db cannot be opened'],
  [failure('SQLITE_NOTADB'), sqlite, 'DATABASE_URL: /srv/r.db cannot be opened'],
  [new Error('Failed query', { cause: failure('ECONNREFUSED') }), postgres, 'DATABASE_URL: PostgreSQL does not answer'],
  [failure('28P01'), postgres, 'DATABASE_URL: PostgreSQL refuses the user or the password'],
  [failure('3D000'), postgres, 'DATABASE_URL: PostgreSQL has no such database'],
])('%s is told by the variable to look at', (error, environment, expected) => {
  const told = startProblem(error, environment)
  expect(told).toContain(expected)
  expect(told).not.toContain('hidden')
})

test.each([new Error('a mistake of ours'), failure('42601'), undefined])('%s keeps its stack trace', (error) => {
  expect(startProblem(error, sqlite)).toBeUndefined()
  expect(startProblem(error, postgres)).toBeUndefined()
})
