import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApi } from '#lib/services/management-api/testing.ts'
import { answerNextApi, answerNodeApi, apiTarget, authenticateApiKey, isApiProblem } from './api.ts'

let api: Awaited<ReturnType<typeof openApi>>
let server: Server
let origin: string
beforeAll(async () => {
  api = await openApi()
  server = createServer((request, response) => {
    void answerNodeApi(request, response, apiTarget(request.url ?? '') ?? '/')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await api.close()
})

const body = (name: string) => JSON.stringify({ name })

describe.each(['node', 'next'] as const)('through %s', (adapter) => {
  const send = (path: string, init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}) => {
    const asked = new Request(`${origin}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${api.key}`, 'content-type': 'application/json', ...init.headers },
    })
    return adapter === 'node' ? fetch(asked) : answerNextApi(asked)
  }

  test('a thing is made, changed by its ETag, and deleted', async () => {
    const made = await send('/segmentGroup', { method: 'POST', body: body(`Through ${adapter}`) })
    expect(made.status).toBe(201)
    const location = (made.headers.get('location') ?? '').replace('/api/v1', '')
    const etag = made.headers.get('etag') ?? ''
    const changed = await send(location, { method: 'PUT', body: body(`By ${adapter}`), headers: { 'if-match': etag } })
    expect(changed.status).toBe(200)
    const late = await send(location, { method: 'PUT', body: body('Late'), headers: { 'if-match': etag } })
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ id: 'api.concurrent.access.error' })
    const gone = await send(location, { method: 'DELETE' })
    expect([gone.status, await gone.text()]).toEqual([204, ''])
    expect((await send(location)).status).toBe(404)
  })

  test.each([
    ['no JSON', { body: '{', headers: {} }, 400],
    ['a form', { body: 'name=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['text', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
    ['a compressed body', { body: '{}', headers: { 'content-encoding': 'gzip' } }, 415],
    ['too much', { body: JSON.stringify({ name: 'x'.repeat(1_100_000) }), headers: {} }, 413],
    ['bytes that are no text', { body: new Uint8Array([0x7b, 0xff, 0x7d]), headers: {} }, 400],
  ])('%s is refused', async (_what, init, status) => {
    const answer = await send('/segmentGroup', { method: 'POST', ...init })
    expect(answer.status).toBe(status)
    expect(Object.keys((await answer.json()) as object).toSorted()).toEqual(['id', 'params', 'reason'])
  })

  test('answers are kept by nobody, shown as nothing else, and open to no other origin', async () => {
    const { headers } = await send('/idps', { headers: { origin: 'https://elsewhere.example' } })
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain('sandbox')
    expect(headers.get('strict-transport-security')).toMatch(/max-age/)
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

test.each(['//', '/%zz', '/idps/%ff', '/idps/../../x', '/idps?limit=%zz', '/idps/%00', '/idps?a[]=1'])(
  'an address such as %s is an error of the caller',
  async (path) => {
    const status = await new Promise<number>((resolve) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () =>
        socket.write(
          `GET /api/v1${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${api.key}\r\nConnection: close\r\n\r\n`,
        ),
      )
      socket.once('data', (data) => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(data.toString())?.[1])))
    })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  },
)

test('what answers elsewhere asks for a key in the same words', async () => {
  const from = { address: '192.0.2.1', userAgent: '' }
  const found = await authenticateApiKey(`Bearer ${api.key}`, 'decisions', from)
  expect(isApiProblem(found)).toBe(false)
  const refused = await authenticateApiKey(undefined, 'decisions', from)
  expect(refused).toMatchObject({ status: 401, id: 'authentication.missing' })
  expect(isApiProblem(refused)).toBe(true)
})
