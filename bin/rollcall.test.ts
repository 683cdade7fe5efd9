import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { columns, oneLine, printable } from './cli/terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'rollcall-cli-'))
const file = join(folder, 'rollcall.db')
afterAll(() => rmSync(folder, { recursive: true }))

type Run = { code: number; out: string; err: string }

/** Runs the command line as a script does: no terminal, `input` on standard input. */
async function rollcall(args: string, options: { input?: string; env?: Record<string, string> } = {}): Promise<Run> {
  const child = spawn(process.execPath, ['bin/rollcall.mjs', ...args.split(' ').filter((arg) => arg !== '')], {
    env: {
      ...process.env,
      ROLLCALL_SECRET: '',
      DATABASE_URL: `file:${file}`,
      ROLLCALL_URL: 'https://rollcall.example.com',
      ...options.env,
    },
  })
  const run: Run = { code: 0, out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (run.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (run.err += text))
  child.stdin.end(options.input ?? '')
  const [code] = await once(child, 'close')
  return { ...run, code: code as number }
}

type Created = { id: string; name: string; endpoint: string; token?: string }

test(
  'idp create, idp list, token rotate, list and revoke: one IdP from start to finish',
  { timeout: 60_000 },
  async () => {
    const made = await rollcall('idp create --name Okta --scim-sync --scim-policy --domain a.example b.example --json')
    expect(made).toMatchObject({ code: 0, err: '' })
    const okta = JSON.parse(made.out) as Created
    expect(okta).toEqual({
      id: expect.stringMatching(/^\d+$/),
      name: 'Okta',
      endpoint: `https://rollcall.example.com/scim/1/${okta.id}/v2`,
      token: expect.stringMatching(/^scim[0-9A-Za-z]{40,}$/),
    })

    const listed = await rollcall('idp list --json')
    expect(JSON.parse(listed.out)).toMatchObject([{ id: okta.id, name: 'Okta', scimSync: true, users: 0 }])
    expect(listed.out).not.toContain(okta.token)
    expect((await rollcall('idp list')).out).toMatch(new RegExp(`^ID .*\\n${okta.id}  Okta  enabled`))

    const rotated = await rollcall('token rotate okta --json')
    const again = JSON.parse(rotated.out) as Created
    expect(again).toMatchObject({ id: okta.id, endpoint: okta.endpoint })
    expect(again.token).not.toBe(okta.token)
    const [old, newer] = [okta.token?.slice(-4) ?? '', again.token?.slice(-4) ?? '']
    expect(rotated.err).toContain(`The token that ends in ${old} still works.`)
    expect(await rollcall('token rotate okta')).toMatchObject({ code: 1, err: expect.stringContaining(newer) })
    const tokens = JSON.parse((await rollcall('token list okta --json')).out) as { hint: string }[]
    expect(tokens.map((token) => token.hint)).toEqual([newer, old])
    expect(await rollcall(`token revoke okta ${old}`)).toMatchObject({ code: 0, err: expect.stringContaining(old) })

    const last = await rollcall('token rotate okta --revoke-old --expires 90d --allow 203.0.113.9/24 ::1 --json')
    expect(last.err).toContain(`The token that ended in ${newer} no longer works.`)
    const kept = await rollcall('token list okta')
    expect(kept.out.trim().split('\n')).toHaveLength(2)
    expect(kept.out).toContain('203.0.113.0/24 ::1/128')
    expect(kept.out).not.toContain((JSON.parse(last.out) as Created).token)

    const taken = await rollcall('idp create --name OKTA')
    expect(taken).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^rollcall: .*Okta.*\n$/) })
  },
)

test(
  'administrators: the password comes from standard input, never from an argument',
  { timeout: 60_000 },
  async () => {
    const input = 'plum-orbit-cactus-41\n'
    const created = await rollcall('admin create --email ada@example.com --role editor --password-stdin', { input })
    expect(created).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('ada@example.com (editor) created'),
    })
    const twice = await rollcall('admin create --email ada@example.com --password-stdin', { input })
    expect(twice).toMatchObject({ code: 1, out: '' })
    const reset = await rollcall('admin reset-password --email ADA@example.com --password-stdin', { input: 'x' })
    expect(reset).toMatchObject({ code: 1, err: expect.stringMatching(/^rollcall: .*12 characters.*\n$/) })
    const known = await rollcall('admin reset-password --email ada@example.com --password-stdin', {
      input: `${input}2`,
    })
    expect(known).toMatchObject({ code: 0, out: expect.stringContaining('Sessions ended: 0') })
    expect(await rollcall('admin create --email bo@example.com')).toMatchObject({ code: 2, out: '' })
  },
)

test.each([
  ['', 2],
  ['--help', 0],
  ['frobnicate', 2],
  ['idp create', 2],
  ['idp create --name', 2],
  ['idp create --name Okta --token secret', 2],
  ['admin create --email a@example.com --role god', 2],
  ['idp create --name Okta --scim-policy', 2],
  ['token rotate', 2],
  ['token rotate okta --expires soon', 2],
  ['token list', 2],
  ['scim send', 2],
  ['scim send okta --url https://example.com/scim/1/2/v2', 2],
  ['scim send okta --token secret', 2],
  ['scim send okta --token-stdin', 2],
  ['scim send --url file:///etc/passwd', 2],
  ['scim send okta --dialogue nobody', 2],
  ['scim send okta --users 0', 2],
])('rollcall %s: exit code %i', async (args, code) => {
  const run = await rollcall(args)
  expect(run.code).toBe(code)
  if (code === 0) expect(run).toMatchObject({ err: '', out: expect.stringMatching(/^Usage: /) })
  else expect(run).toMatchObject({ out: '', err: expect.not.stringMatching(/\n +at /) })
})

test.each([
  ['token rotate nobody', {}, /^rollcall: No identity provider has the id or the name "nobody"; .*\n$/],
  ['idp list', { PORT: 'http', ROLLCALL_SECRET: 'x' }, /^rollcall: PORT: [^\n]*; ROLLCALL_SECRET: [^\n]*\n$/],
  ['idp list', { DATABASE_URL: 'file:/dev/null/x.db' }, /^rollcall: [^\n]+\n$/],
])('rollcall %s %j fails with one line and exit code 1', async (args, env, message) => {
  expect(await rollcall(args, { env })).toEqual({ code: 1, out: '', err: expect.stringMatching(message) })
})

test('an endpoint that rests on an assumed address says so, beside the JSON', { timeout: 30_000 }, async () => {
  const run = await rollcall('idp list --json', { env: { ROLLCALL_URL: '', PORT: '3917' } })
  expect(run).toMatchObject({
    code: 0,
    err: expect.stringMatching(/^The endpoint assumes http:\/\/localhost:3917; .*\n$/),
  })
  expect(JSON.parse(run.out)).toEqual(expect.any(Array))
})

test('it waits for its turn while another process writes', { timeout: 30_000 }, async () => {
  const other = new Database(file)
  other.exec('BEGIN IMMEDIATE')
  const running = rollcall('idp create --name Waiting --json')
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  other.exec('COMMIT')
  other.close()
  expect(await running).toMatchObject({ code: 0, err: '' })
})

test('seed fills an empty database and leaves any other alone', { timeout: 60_000 }, async () => {
  const env = { DATABASE_URL: `file:${folder}/sample.db` }
  expect(await rollcall('seed', { env })).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Okta') })
  const idps = JSON.parse((await rollcall('idp list --json', { env })).out) as { users: number }[]
  expect(idps.map((idp) => idp.users)).toEqual([16, 24])
  expect(await rollcall('seed', { env })).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/not empty/) })
})

test('what a terminal would obey or misread is written out', () => {
  expect(printable('a\u001B[31mb\u0007\u009Bc\u202Ed\n')).toBe(String.raw`a\u{1b}[31mb\u{7}\u{9b}c\u{202e}d\u{a}`)
  expect(printable('Zoë 部門')).toBe('Zoë 部門')
  expect(oneLine('PORT: wrong\n  HOST: wrong\n')).toBe('PORT: wrong; HOST: wrong')
  expect(
    columns([
      ['A', 'B'],
      ['long', 'x'],
    ]),
  ).toBe('A     B\nlong  x')
})
