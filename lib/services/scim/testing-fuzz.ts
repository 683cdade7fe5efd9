import fc from 'fast-check'
import { and, eq, gt, inArray, like } from 'drizzle-orm'
import { useStore } from '#db/index.ts'
import { newIdpId } from '#db/ids.ts'
import { NO_IDP } from '#db/queries/sync-logs.ts'
import type { Store } from '#db/store.ts'
import { newScimToken, sha256Hex } from '#lib/auth/secrets.ts'
import { tooLarge } from '#lib/scim/errors.ts'
import { handleScim, type ScimRequest, type ScimResponse } from './index.ts'
import { type FuzzRequest, request as grammar } from './testing-fuzz-grammar.ts'
import { testIdpRow } from './testing.ts'

export type FuzzReport = { requests: number; byStatus: Record<string, number>; slowestMs: number }

const LANES = 16
const BATCH = 200
/** Refusals of one IdP that are logged a second (refuse.ts); the run moves to a new IdP before that. */
const REFUSALS = 90
const SLOW_MS = 1_000
/** In the other IdP's data and in no request: an answer that holds it has looked where it must not. */
const SECRET = 'zq-others-secret-7f3a'

/**
 * Sends seeded, generated requests to the service until `isEnough`, and throws at the first that breaks a promise, with
 * what reproduces it: never a 5xx (but 501 at /Me), never over a second, a log row for every change and refusal and for
 * nothing else, an answer in the form of RFC 7644, and nothing of another IdP's, neither seen nor changed.
 */
export async function fuzz(store: Store, seed: number, isEnough: (requests: number) => boolean): Promise<FuzzReport> {
  useStore(store)
  const report: FuzzReport = { requests: 0, byStatus: {}, slowestMs: 0 }
  const other = await newWorld(store)
  await furnish(other)
  const before = await contentOf(store, other)
  let next = seed
  const lane = async () => {
    while (!isEnough(report.requests)) await runBatch(store, other, next++, report, isEnough)
  }
  // Several at once, each batch on an identity provider of its own: they share commits, and may disturb each other.
  await Promise.all(Array.from({ length: LANES }, lane))
  if ((await contentOf(store, other)) !== before) throw new Error(`from seed ${seed}: another IdP's data changed`)
  return report
}

async function runBatch(
  store: Store,
  other: World,
  seed: number,
  report: FuzzReport,
  isEnough: (requests: number) => boolean,
): Promise<void> {
  let world = await newWorld(store)
  for (const [index, drawn] of fc.sample(grammar, { numRuns: BATCH, seed }).entries()) {
    if (isEnough(report.requests)) return
    if (world.refusals >= REFUSALS) world = await newWorld(store)
    const sent = filled(drawn, world, other)
    try {
      const { status, ms } = await promised(store, world, sent)
      report.byStatus[status] = (report.byStatus[status] ?? 0) + 1
      report.slowestMs = Math.max(report.slowestMs, ms)
    } catch (error) {
      throw new Error(`seed ${seed}, request ${index}: ${JSON.stringify(sent).slice(0, 4000)}`, { cause: error })
    }
    report.requests++
  }
}

type World = {
  id: string
  token: string
  users: string[]
  groups: string[]
  cursor: string
  refusals: number
  lastLog: string
}

async function newWorld(store: Store): Promise<World> {
  const { token, hash, hint } = newScimToken()
  const id = newIdpId()
  await store.write(async (tx) => {
    await tx.insert(tx.tables.idps).values(testIdpRow(id))
    await tx.insert(tx.tables.scimTokens).values({
      id: sha256Hex(id).slice(0, 32),
      idpId: id,
      hash,
      hint,
      state: 'live',
      createdAt: new Date(),
      createdBy: 'fuzz',
    })
  })
  return { id, token, users: [], groups: [], cursor: '', refusals: 0, lastLog: '' }
}

async function furnish(world: World): Promise<void> {
  for (let i = 0; i < 4; i++) {
    await send(world, post('/Users', { userName: `ann${i}`, title: SECRET, displayName: SECRET, externalId: 'ann' }))
  }
  await send(world, post('/Groups', { displayName: SECRET, members: world.users.map((value) => ({ value })) }))
}

const post = (path: string, body: object): FuzzRequest => ({
  method: 'POST',
  path,
  query: '',
  headers: {},
  body: JSON.stringify(body),
})

async function contentOf(store: Store, { id }: World): Promise<string> {
  const { users, groups, members } = store.tables
  return JSON.stringify([
    await store.read.select().from(users).where(eq(users.idpId, id)),
    await store.read.select().from(groups).where(eq(groups.idpId, id)),
    await store.read.select().from(members).where(eq(members.idpId, id)),
  ])
}

function filled(drawn: FuzzRequest, world: World, other: World): FuzzRequest {
  const pick = (ids: string[], n: number) => ids[n % Math.max(1, ids.length)] ?? 'none'
  const fill = (text: string) =>
    text
      .replace(/(?:\{|%7B){2}(user|group|other)(?::|%3A)(\d)(?:\}|%7D){2}/g, (_, kind: string, n: string) =>
        pick(kind === 'user' ? world.users : kind === 'group' ? world.groups : other.users, Number(n)),
      )
      .replace(/(?:\{|%7B){2}cursor(?:\}|%7D){2}/g, world.cursor)
      .replaceAll('{{token}}', world.token)
      .replaceAll('{{othertoken}}', other.token)
  return {
    method: drawn.method,
    path: fill(drawn.path),
    query: fill(drawn.query),
    body: drawn.body === undefined ? undefined : fill(drawn.body),
    headers: Object.fromEntries(Object.entries(drawn.headers).map(([name, value]) => [name, fill(value)])),
  }
}

/** A clock that never shows a moment twice: log rows go by it. */
let now = 0
const tick = (): Date => new Date((now = Math.max(Date.now(), now + 1)))

async function send(world: World, sent: FuzzRequest): Promise<ScimResponse> {
  const startedAt = performance.now()
  const request: ScimRequest = {
    method: sent.method,
    organisationId: '1',
    idpId: world.id,
    basePath: `/scim/1/${world.id}/v2`,
    path: sent.path,
    query: sent.query,
    headers: { authorization: `Bearer ${world.token}`, 'content-type': 'application/scim+json', ...sent.headers },
    address: '192.0.2.1',
    async readBody(maxBytes) {
      const text = (sent.body ?? '').toWellFormed()
      if (Buffer.byteLength(text) > maxBytes) throw tooLarge('too large')
      return text
    },
  }
  const response = await handleScim(request, tick())
  now += Math.ceil(performance.now() - startedAt)
  remember(world, sent, response)
  return response
}

/** Later requests speak of what earlier ones made; of what was deleted too, now and then. */
function remember(world: World, sent: FuzzRequest, { status, body }: ScimResponse): void {
  if (status >= 400) world.refusals++
  if (body === undefined) return
  const answer = JSON.parse(body) as { id?: string; nextCursor?: string; Operations?: { location?: string }[] }
  if (answer.nextCursor) world.cursor = answer.nextCursor
  const isMade = sent.method === 'POST' && status === 201 && answer.id !== undefined
  const made = isMade ? [`${sent.path}/${answer.id}`] : (answer.Operations ?? []).flatMap((one) => one.location ?? [])
  for (const location of made) {
    const [, type, id = ''] = /(Users|Groups)\/([\w-]+)$/.exec(location) ?? []
    const known = type === 'Users' ? world.users : world.groups
    if (id.length === 36 && !known.includes(id)) known.unshift(id)
  }
}

/** Sends one request and holds the service to its promises. */
async function promised(store: Store, world: World, sent: FuzzRequest): Promise<{ status: number; ms: number }> {
  const startedAt = performance.now()
  const cpuBefore = process.cpuUsage()
  const response = await send(world, sent)
  const cpu = process.cpuUsage(cpuBefore)
  // On a busy machine waiting is not the service's: both clocks have to say that it was slow.
  const ms = Math.min(performance.now() - startedAt, (cpu.user + cpu.system) / 1000)
  const { status, body } = response
  check(ms < SLOW_MS, `took ${ms} ms`)
  check(status < 500 || status === 501, `answered ${status} ${body}`)
  check(status !== 501 || /^\/?me\/?$/i.test(decodeURIComponent(sent.path)), 'is not implemented')
  check(!body?.includes(SECRET), "showed another IdP's data")
  const answer = body === undefined ? undefined : (JSON.parse(body) as Record<string, unknown>)
  if (status >= 400 && sent.method !== 'HEAD') {
    check(
      answer?.['status'] === String(status) && String(answer['detail']).length > 20,
      `error in another form: ${body}`,
    )
  }
  const logged = await newLogs(store, world)
  check(
    logged.length === expectedLogs(sent, status, answer),
    `left ${logged.length} log rows: ${JSON.stringify(logged)}`,
  )
  if (status >= 400) check(logged[0]?.status === status, `was logged as ${logged[0]?.status}`)
  return { status, ms }
}

function expectedLogs(
  { method, path }: FuzzRequest,
  status: number,
  answer: Record<string, unknown> | undefined,
): number {
  if (status >= 400) return 1
  if (/^\/bulk\/?$/i.test(path)) return (answer?.['Operations'] as unknown[] | undefined)?.length ?? 0
  return ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method) && !/\.search\/?$/i.test(path) ? 1 : 0
}

async function newLogs(store: Store, world: World): Promise<{ id: string; status: number }[]> {
  const { syncLogs } = store.tables
  const rows = await store.read
    .select({ id: syncLogs.id, status: syncLogs.status })
    .from(syncLogs)
    .where(
      and(
        inArray(syncLogs.idpId, [world.id, NO_IDP]),
        gt(syncLogs.id, world.lastLog),
        like(syncLogs.url, `/scim/1/${world.id}/%`),
      ),
    )
  world.lastLog = rows.reduce((last, { id }) => (id > last ? id : last), world.lastLog)
  return rows
}

function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`The request ${what.slice(0, 4000)}`)
}
