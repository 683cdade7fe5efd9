import autocannon from 'autocannon'
import { cpuSeconds } from './process-figures.ts'

export type Operation = 'create' | 'get' | 'lookup' | 'patch'
/** What one operation cost: latencies in ms; `cpuMicros` of all the server's threads an answer, NaN where it cannot be read. */
export type Cell = { perSecond: number; p50: number; p99: number; failed: number; cpuMicros: number }
/** A SCIM endpoint, and the process that answers it. */
export type Target = { base: string; token: string; pid: number }
export type Driver = Record<Operation, (seconds: number) => Promise<Cell>>

/** Users that `patch` goes through in turn: more than connections, so that no two change one at a time. */
const PATCHED = 128

/**
 * Drives a SCIM server over HTTP: a create, a read by id, a `userName eq` lookup, and a PATCH that turns `active` over.
 * Each is measured by itself, so that servers can take turns.
 */
export async function openDriver({ base, token, pid }: Target, connections: number): Promise<Driver> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/scim+json',
    accept: 'application/scim+json',
  }
  const url = new URL(base)
  const run = `${process.pid}-${Date.now()}-${opened++}`
  let made = 0
  let patched = 0
  const ids: string[] = []
  while (ids.length < PATCHED) {
    const answer = await fetch(`${base}/Users`, { method: 'POST', headers, body: person(run, made++) })
    const { id } = (await answer.json()) as { id?: string }
    if (!answer.ok || !id) throw new Error(`The server did not create a user: ${answer.status}`)
    ids.push(id)
  }
  const drive = (request: autocannon.Request) => async (seconds: number) =>
    fire({ url: url.origin, connections, duration: seconds, requests: [{ headers, ...request }] }, pid)

  return {
    create: drive({
      method: 'POST',
      path: `${url.pathname}/Users`,
      setupRequest: (request) => ({ ...request, body: person(run, made++) }),
    }),
    get: drive({ method: 'GET', path: `${url.pathname}/Users/${ids[0]}` }),
    lookup: drive({
      method: 'GET',
      path: '/',
      setupRequest: (request) => {
        const filter = `userName eq "${nameOf(run, Math.floor(Math.random() * made))}"`
        return { ...request, path: `${url.pathname}/Users?filter=${encodeURIComponent(filter)}&startIndex=1&count=100` }
      },
    }),
    patch: drive({
      method: 'PATCH',
      path: '/',
      setupRequest: (request) => {
        const turn = patched++
        const active = Math.floor(turn / PATCHED) % 2 === 1
        return { ...request, path: `${url.pathname}/Users/${ids[turn % PATCHED]}`, body: activation(active) }
      },
    }),
  }
}

/**
 * Sends of every operation what a server in service has answered long ago: until V8 has compiled what provisioning runs
 * through, some ten thousand requests long, an answer costs half as much again.
 */
export async function warmUp(driver: Driver, seconds = 4): Promise<void> {
  for (const name of ['create', 'get', 'lookup', 'patch'] as const) await driver[name](seconds)
}

let opened = 0

/** Sends requests for so long. */
export async function fire(options: autocannon.Options, pid: number): Promise<Cell> {
  // autocannon's own percentiles are whole milliseconds, too coarse to be divided by one another.
  const times: number[] = []
  const before = cpuSeconds(pid)
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(options, (error, done) => (error ? reject(error as Error) : resolve(done)))
    instance.on('response', (_client, _status, _bytes, ms) => times.push(ms))
  })
  const cpu = cpuSeconds(pid) - before
  const sorted = Float64Array.from(times).sort()
  const answered = result['2xx']
  return {
    perSecond: Math.round(answered / result.duration),
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    failed: result.non2xx + result.errors,
    cpuMicros: Math.round((cpu * 1_000_000) / Math.max(1, answered)),
  }
}

const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const nameOf = (run: string, index: number): string => `b${run}-${index}@example.com`

/** As Okta sends it. */
const activation = (active: boolean): string =>
  JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', value: { active } }],
  })

const person = (run: string, index: number): string =>
  JSON.stringify({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: nameOf(run, index),
    externalId: `x${run}-${index}`,
    name: { givenName: 'Ben', familyName: `Ch${index}` },
    displayName: `Ben Ch${index}`,
    emails: [{ value: nameOf(run, index), type: 'work', primary: true }],
    active: true,
  })
