import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { engines, openEngine } from '#db/testing-engines.ts'
import { createIdp, getIdpView } from '#lib/services/idps/index.ts'
import { dana } from '#lib/services/idps/testing.ts'
import { ensureOrganisation } from '#lib/services/organisation.ts'
import { openScim, type ScimBench } from '#lib/services/scim/testing.ts'
import { program } from '../rollcall.ts'
import { dialogues } from './send/dialogues.ts'
import { groupAt, personAt } from './send/people.ts'

const here = vi.hoisted(() => ({ url: '' }))
vi.mock('#lib/env.ts', () => ({
  env: () => ({ url: here.url, secret: 'a secret of thirty-two characters', isUrlAssumed: false }),
}))

let printed: string
let told: string
beforeEach(() => {
  ;[printed, told] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((told += String(text)), true))
})

const run = (...args: string[]) => program(async () => {}).parseAsync(['scim', 'send', ...args], { from: 'user' })

type Report = {
  isComplete: boolean
  requests: number
  statuses: Record<string, number>
  phases: { name: string; done: number; failed: number }[]
  retries: number
  failed: number
  failures: { request: string; status: number; detail: string }[]
}
const reported = () => JSON.parse(printed) as Report

describe.each(engines)('scim send to a server on %s', (engine) => {
  let scim: ScimBench
  let count = 0
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
    here.url = new URL(scim.base({ id: '', token: '', tokenId: '' })).origin
    await ensureOrganisation()
  }, 60_000)
  afterAll(() => scim.close())

  const addIdp = () => createIdp({ name: `${engine}${++count}`, scimSync: true, scimPolicy: false }, dana)
  const read = async ({ id, token = '' }: { id: string; token?: string }, path: string) =>
    (await scim.send({ id, token, tokenId: '' }, 'GET', path)).body as { totalResults: number; Resources: object[] }

  test.each(Object.keys(dialogues))('%s is answered as it should be', async (name) => {
    const idp = await addIdp()
    const args = ['--dialogue', name, '--users', '21', '--groups', '3', '--concurrency', '5', '--json']
    await run(idp.name, ...args)
    const report = reported()
    expect(report).toMatchObject({ isComplete: true, failed: 0, failures: [] })
    const isIncremental = name === 'entra-incremental'
    expect(await read(idp, '/Users?count=0')).toMatchObject({ totalResults: isIncremental ? 3 : 21 })
    expect(report.phases.map((phase) => phase.failed)).toEqual(report.phases.map(() => 0))
    if (isIncremental) return
    const everyone = await read(idp, '/Groups?filter=displayName%20eq%20%22Everyone%22')
    expect((everyone.Resources[0] as { members: object[] }).members).toHaveLength(21)
    expect(await read(idp, '/Groups?count=0')).toMatchObject({ totalResults: 3 })
  })

  test('its token is made for the run, audited, revoked after it, and none of the two that the IdP may have', async () => {
    const idp = await addIdp()
    await run(idp.id, '--users', '2', '--groups', '0')
    const { scimTokens, auditLogs } = scim.store.tables
    const rows = (await scim.store.read.select().from(scimTokens)).filter((row) => row.idpId === idp.id)
    expect(rows.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual(['bearer live', 'send revoked'])
    expect((await getIdpView(idp.id)).tokens).toHaveLength(1)
    const logged = await scim.store.read.select().from(auditLogs).orderBy(auditLogs.id)
    const audited = logged.filter((row) => row.targetId === idp.id)
    expect(audited.slice(-2)).toMatchObject([
      { action: 'token.generate', actorId: 'cli', after: expect.stringContaining('okta-first-sync') },
      { action: 'token.revoke', actorId: 'cli' },
    ])
    const hash = rows.find(({ kind }) => kind === 'send')?.hash
    expect(printed + told + JSON.stringify(audited)).not.toContain(hash)
  })

  test('what was sent once is found when it is sent again, and changed by a later cycle', async () => {
    const idp = await addIdp()
    await run(idp.id, '--dialogue', 'entra-first-sync', '--users', '11', '--groups', '1')
    printed = ''
    await run(idp.id, '--dialogue', 'entra-first-sync', '--users', '11', '--groups', '1', '--json')
    expect(reported().statuses).toEqual({ 200: 13, 204: 1 })
    await run(idp.id, '--dialogue', 'entra-incremental', '--users', '11')
    expect(await read(idp, '/Users?filter=active%20eq%20false&count=0')).toMatchObject({ totalResults: 1 })
    expect(await read(idp, '/Users?filter=title%20sw%20%22Senior%22&count=0')).toMatchObject({ totalResults: 1 })
  })

  test('what is refused is told with its detail, and is an exit code of its own', async () => {
    const idp = await addIdp()
    await run(idp.id, '--users', '3', '--groups', '1')
    printed = ''
    const again = run(idp.id, '--dialogue', 'custom', '--users', '4', '--groups', '1', '--json')
    await expect(again).rejects.toMatchObject({ exitCode: 4 })
    expect(reported()).toMatchObject({ failed: 4, statuses: { 201: 1, 409: 4 }, isComplete: true })
    expect(reported().failures[0]).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/^uniqueness: userName/),
    })
  })

  test('an IdP whose SCIM Sync is off is told at once', async () => {
    const { id } = await createIdp({ name: `${engine}off`, scimSync: false, scimPolicy: false }, dana)
    await expect(run(id)).rejects.toMatchObject({ exitCode: 4, message: expect.stringContaining('not answered') })
    expect(printed).toContain('SCIM Sync is off')
  })
})

describe('scim send to another endpoint', () => {
  const seen: { url: string; authorization: string | undefined; agent: string | undefined }[] = []
  let answer: (count: number) => { status: number; headers?: Record<string, string>; body?: object }
  const server = createServer((request, response) => {
    seen.push({
      url: request.url ?? '',
      authorization: request.headers.authorization,
      agent: request.headers['user-agent'],
    })
    const { status, headers = {}, body = {} } = answer(seen.length)
    request.resume().on('end', () => response.writeHead(status, headers).end(JSON.stringify(body)))
  })
  let endpoint: string
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  beforeEach(() => {
    seen.length = 0
    vi.stubEnv('SCIM_TOKEN', 'secret-of-mine')
  })
  const send = (...more: string[]) => run('--url', `${endpoint}/`, '--concurrency', '1', '--json', ...more)
  const made = { status: 201, body: { id: '1' } }

  test('no database is opened, the token comes from SCIM_TOKEN, and is never printed', async () => {
    answer = () => made
    const prepare = vi.fn(async () => {})
    const args = ['scim', 'send', '--url', endpoint, '--dialogue', 'custom', '--users', '2', '--groups', '1']
    await program(prepare).parseAsync(args, { from: 'user' })
    expect(prepare).not.toHaveBeenCalled()
    expect(seen.map(({ url }) => url)).toEqual(['/scim/v2/Users', '/scim/v2/Users', '/scim/v2/Groups'])
    expect(new Set(seen.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer secret-of-mine']))
    expect(printed + told).not.toContain('secret-of-mine')
  })

  test('whoever asks to come again is asked again', async () => {
    answer = (count) => (count === 1 ? { status: 503, headers: { 'retry-after': '0' } } : made)
    await send('--dialogue', 'custom', '--users', '1', '--groups', '0')
    expect(reported()).toMatchObject({ retries: 1, failed: 0, statuses: { 201: 1, 503: 1 } })
  })

  test('a redirect is not followed: it would be given the token', async () => {
    answer = () => ({ status: 307, headers: { location: `${endpoint}/elsewhere` } })
    const sent = send('--dialogue', 'custom', '--users', '1', '--groups', '0')
    await expect(sent).rejects.toMatchObject({ exitCode: 4 })
    expect(seen).toHaveLength(1)
  })

  test('a token that opens nothing ends it at once, and is not echoed', async () => {
    answer = () => ({ status: 401, body: { detail: 'unknown token secret-of-mine' } })
    await expect(send('--users', '50')).rejects.toMatchObject({ message: '401: unknown token <token>' })
    expect(seen).toHaveLength(1)
  })

  test('stopped by Ctrl-C it waits for what is under way, and tells what was done', { timeout: 30_000 }, async () => {
    answer = () => made
    const args = ['bin/rollcall.mjs', 'scim', 'send', '--url', endpoint, '--dialogue', 'custom', '--users', '900000']
    const child = spawn(process.execPath, [...args, '--json'], { env: { ...process.env, SCIM_TOKEN: 'x' } })
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    await vi.waitFor(() => expect(seen.length).toBeGreaterThan(20), { timeout: 20_000 })
    child.kill('SIGINT')
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(130)
    const report = JSON.parse(out) as Report
    expect(report).toMatchObject({ isComplete: false, failed: 0, requests: seen.length })
  })
})

test('people and groups are the same for the same seed, and have names of their own', () => {
  const people = Array.from({ length: 3000 }, (_, index) => personAt(7, index, 'example.com'))
  expect(people).toEqual(Array.from({ length: 3000 }, (_, index) => personAt(7, index, 'example.com')))
  expect(new Set(people.map(({ userName }) => userName)).size).toBe(3000)
  expect(new Set(people.map(({ externalId }) => externalId)).size).toBe(3000)
  expect(personAt(8, 0, 'example.com')).not.toEqual(people[0])
  const groups = Array.from({ length: 40 }, (_, index) => groupAt(7, index))
  expect(new Set(groups.map(({ name }) => name)).size).toBe(40)
  for (const group of groups) expect(people.some(group.holds)).toBe(true)
})
