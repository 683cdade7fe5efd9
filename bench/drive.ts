import autocannon from 'autocannon'

export type Cell = { perSecond: number; p50: number; p99: number; failed: number }
export type Figures = { create: Cell; get: Cell; lookup: Cell }
export type Target = { base: string; token: string }

/**
 * Measures a SCIM server over HTTP: a create, a read by id and a `userName eq` lookup, one after another.
 *
 * @param seconds how long each is driven
 */
export async function drive({ base, token }: Target, seconds: number, connections: number): Promise<Figures> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/scim+json',
    accept: 'application/scim+json',
  }
  const url = new URL(base)
  const run = `${process.pid}-${Date.now()}`
  let made = 0
  const cannon = async (request: autocannon.Request): Promise<Cell> => {
    const result = await autocannon({ url: url.origin, connections, duration: seconds, requests: [request] })
    return {
      perSecond: Math.round(result['2xx'] / result.duration),
      p50: result.latency.p50,
      p99: result.latency.p99,
      failed: result.non2xx + result.errors,
    }
  }
  const first = await fetch(`${base}/Users`, { method: 'POST', headers, body: person(run, made++) })
  const { id } = (await first.json()) as { id?: string }
  if (!first.ok || !id) throw new Error(`The server did not create a user: ${first.status}`)

  const create = await cannon({
    method: 'POST',
    path: `${url.pathname}/Users`,
    headers,
    setupRequest: (request) => ({ ...request, body: person(run, made++) }),
  })
  const get = await cannon({ method: 'GET', path: `${url.pathname}/Users/${id}`, headers })
  const lookup = await cannon({
    method: 'GET',
    path: '/',
    headers,
    setupRequest: (request) => {
      const filter = `userName eq "${nameOf(run, Math.floor(Math.random() * made))}"`
      return { ...request, path: `${url.pathname}/Users?filter=${encodeURIComponent(filter)}&startIndex=1&count=100` }
    },
  })
  return { create, get, lookup }
}

const nameOf = (run: string, index: number): string => `b${run}-${index}@example.com`

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
