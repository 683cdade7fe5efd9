import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { env, readEnvironment } from './env.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-env-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('defaults', () => {
  const read = readEnvironment({})
  expect(read).toMatchObject({
    port: 3000,
    host: '0.0.0.0',
    databaseUrl: 'file:./data/rollcall.db',
    database: { engine: 'sqlite', path: resolve('data/rollcall.db') },
    dataFolder: resolve('data'),
    url: 'http://localhost:3000',
    firstAdministrator: undefined,
    trustedProxies: [],
    allowedHosts: [],
    forwardAuthSecret: undefined,
    countryHeader: undefined,
  })
})

test('an empty variable is an unset one', () => {
  expect(readEnvironment({ PORT: '', ROLLCALL_URL: '', ROLLCALL_TRUSTED_PROXIES: '' }).url).toBe(
    'http://localhost:3000',
  )
})

const secret = 's'.repeat(32)

test.each([
  [{ PORT: '8080' }, { port: 8080, url: 'http://localhost:8080' }],
  [{ HOST: '::' }, { host: '::' }],
  [{ DATABASE_URL: 'file:/srv/r/r.db' }, { database: { engine: 'sqlite', path: '/srv/r/r.db' }, dataFolder: '/srv/r' }],
  [{ DATABASE_URL: 'file:///srv/a%20b/r.db' }, { dataFolder: '/srv/a b' }],
  [
    { DATABASE_URL: 'postgres://u:p@db:5432/rollcall', ROLLCALL_SECRET: secret },
    { database: { engine: 'postgres', url: 'postgres://u:p@db:5432/rollcall' }, secret },
  ],
  [{ ROLLCALL_URL: 'https://Rollcall.example.com/' }, { url: 'https://rollcall.example.com' }],
  [{ ROLLCALL_URL: 'https://rollcall.example.com:8443' }, { url: 'https://rollcall.example.com:8443' }],
  [{ ROLLCALL_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }, { trustedProxies: ['10.0.0.0/8', '::1'] }],
  [
    { ROLLCALL_TRUSTED_PROXIES: '10.0.0.7', ROLLCALL_FORWARD_AUTH_SECRET: secret },
    { forwardAuthSecret: secret, countryHeader: undefined },
  ],
  [{ ROLLCALL_COUNTRY_HEADER: 'CF-IPCountry' }, { countryHeader: 'cf-ipcountry' }],
  [
    { ROLLCALL_ALLOWED_HOSTS: 'IdP.corp.example, 10.0.0.7:9031,[fd00::1]' },
    { allowedHosts: ['idp.corp.example', '10.0.0.7:9031', '[fd00::1]'] },
  ],
  [
    { ROLLCALL_ADMIN_EMAIL: 'ada@example.com', ROLLCALL_ADMIN_PASSWORD: 'correct horse' },
    { firstAdministrator: { email: 'ada@example.com', password: 'correct horse' } },
  ],
])('%j is accepted', (source, expected) => {
  expect(readEnvironment(source)).toMatchObject(expected)
})

test.each([
  [{ PORT: 'http' }, /^PORT: expected a port number/],
  [{ PORT: '70000' }, /^PORT: /],
  [{ HOST: 'http://localhost' }, /^HOST: expected an address/],
  [{ DATABASE_URL: 'mysql://localhost/x' }, /^DATABASE_URL: expected file:<path>/],
  [{ DATABASE_URL: 'file:' }, /^DATABASE_URL: /],
  [{ DATABASE_URL: 'file:./data/' }, /^DATABASE_URL: /],
  [{ DATABASE_URL: 'postgres://localhost', ROLLCALL_SECRET: secret }, /^DATABASE_URL: /],
  [{ DATABASE_URL: 'postgres://localhost/rollcall' }, /^ROLLCALL_SECRET: required with PostgreSQL/],
  [{ ROLLCALL_URL: 'rollcall.example.com' }, /^ROLLCALL_URL: expected the address/],
  [{ ROLLCALL_URL: 'ftp://rollcall.example.com' }, /^ROLLCALL_URL: /],
  [{ ROLLCALL_URL: 'https://rollcall.example.com/portal' }, /^ROLLCALL_URL: /],
  [{ ROLLCALL_URL: 'https://user@rollcall.example.com' }, /^ROLLCALL_URL: /],
  [{ ROLLCALL_SECRET: 'short' }, /^ROLLCALL_SECRET: expected at least 32/],
  [{ ROLLCALL_ADMIN_EMAIL: 'ada@example.com' }, /^ROLLCALL_ADMIN_PASSWORD: must be set together/],
  [{ ROLLCALL_ADMIN_PASSWORD: 'correct horse' }, /^ROLLCALL_ADMIN_EMAIL: must be set together/],
  [{ ROLLCALL_ADMIN_EMAIL: 'ada', ROLLCALL_ADMIN_PASSWORD: 'correct horse' }, /^ROLLCALL_ADMIN_EMAIL: expected/],
  [{ ROLLCALL_TRUSTED_PROXIES: '10.0.0.0/33' }, /^ROLLCALL_TRUSTED_PROXIES: /],
  [{ ROLLCALL_TRUSTED_PROXIES: 'proxy.example.com' }, /^ROLLCALL_TRUSTED_PROXIES: /],
  [{ ROLLCALL_ALLOWED_HOSTS: '*.corp.example/' }, /^ROLLCALL_ALLOWED_HOSTS: /],
  [{ ROLLCALL_ALLOWED_HOSTS: 'https://idp.corp.example' }, /^ROLLCALL_ALLOWED_HOSTS: /],
  [{ ROLLCALL_ALLOWED_HOSTS: '127.1' }, /^ROLLCALL_ALLOWED_HOSTS: /],
  [
    { ROLLCALL_TRUSTED_PROXIES: '::1', ROLLCALL_FORWARD_AUTH_SECRET: 'short' },
    /^ROLLCALL_FORWARD_AUTH_SECRET: expected/,
  ],
  [{ ROLLCALL_FORWARD_AUTH_SECRET: secret }, /^ROLLCALL_TRUSTED_PROXIES: must be set together/],
  [{ ROLLCALL_COUNTRY_HEADER: 'CF IPCountry' }, /^ROLLCALL_COUNTRY_HEADER: expected/],
])('%j is refused by name', (source, message) => {
  expect(() => readEnvironment(source)).toThrow(
    expect.objectContaining({ code: 'invalid', message: expect.stringMatching(message) }),
  )
})

test('every wrong variable is named at once, and no value is repeated', () => {
  const attempt = () => readEnvironment({ PORT: 'x', ROLLCALL_SECRET: 'hunter2', ROLLCALL_ADMIN_EMAIL: 'ada' })
  expect(attempt).toThrow(/PORT: .*\nROLLCALL_SECRET: .*\nROLLCALL_ADMIN_EMAIL: /)
  expect(attempt).not.toThrow(/hunter2/)
})

test('env() keeps one copy for the process, whichever copy of the module asks', () => {
  const shared = globalThis as { [key: symbol]: unknown }
  const before = shared[Symbol.for('rollcall.env')]
  try {
    expect(env()).toBe(env())
    expect(shared[Symbol.for('rollcall.env')]).toBe(env())
  } finally {
    shared[Symbol.for('rollcall.env')] = before
  }
})

describe('the generated secret', () => {
  const fresh = () => readEnvironment({ DATABASE_URL: `file:${folder}/deep/r.db` })

  test('is not made before it is asked for', () => {
    fresh()
    expect(readdirSync(folder)).toEqual([])
  })

  test('is made once, for its owner only, and stays', () => {
    const { secret: first } = fresh()
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(fresh().secret).toBe(first)
    expect(readdirSync(join(folder, 'deep'))).toEqual(['secret'])
    expect(statSync(join(folder, 'deep/secret')).mode & 0o777).toBe(0o600)
  })

  test('is the same for processes that start at once', async () => {
    const script = `import { env } from '${resolve('lib/env.ts')}'; process.stdout.write(env().secret)`
    const runs = Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, DATABASE_URL: `file:${folder}/r.db` },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let out = ''
      child.stdout.on('data', (chunk) => (out += chunk))
      await once(child, 'close')
      return out
    })
    const secrets = new Set(await Promise.all(runs))
    expect([...secrets]).toEqual([readFileSync(join(folder, 'secret'), 'utf8').trim()])
  })

  test('a damaged file is an error that names the variable and the file', () => {
    writeFileSync(join(folder, 'secret'), 'x')
    expect(() => readEnvironment({ DATABASE_URL: `file:${folder}/r.db` }).secret).toThrow(
      `ROLLCALL_SECRET: not set, and ${folder}/secret holds fewer than 32 characters`,
    )
  })
})
