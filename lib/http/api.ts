import type { IncomingMessage, ServerResponse } from 'node:http'
import { openStore } from '#db/index.ts'
import { callerOf, type Caller } from '#lib/auth/caller.ts'
import { isHttps } from '#lib/auth/cookie.ts'
import { securityHeaders } from '#lib/auth/page-headers.ts'
import { authenticateKey, type ApiCaller, type ApiScope } from '#lib/services/api-keys/index.ts'
import { answerApi, refused } from '#lib/services/management-api/answer.ts'
import type { ApiProblem } from '#lib/services/management-api/problem.ts'
import { clientAddress } from './client-address.ts'
import { readBody, readNodeBody } from './read-body.ts'

export type { ApiCaller, ApiScope } from '#lib/services/api-keys/index.ts'
export type { ApiProblem } from '#lib/services/management-api/problem.ts'

const BASE = '/api/v1'

/** What of a request target lies behind `/api/v1`; undefined when it is not the Management API's. */
export function apiTarget(target: string): string | undefined {
  return target.startsWith(`${BASE}/`) ? target.slice(BASE.length) : undefined
}

/** The Management API on node:http. */
export async function answerNodeApi(request: IncomingMessage, response: ServerResponse, target: string): Promise<void> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
  const from = { address: clientAddress(request), userAgent: (headers['user-agent'] ?? '').slice(0, 512) }
  const answered = await answerApi({
    method: request.method ?? 'GET',
    target,
    headers,
    readBody: (maxBytes) => readNodeBody(request, headers, maxBytes),
    from,
  })
  // A body that was not read may still be arriving: the connection ends with the answer instead of reading it to its end.
  if (!request.complete) response.setHeader('connection', 'close')
  response.writeHead(answered.status, {
    ...dressed(answered.headers),
    ...(answered.status === 204 ? {} : { 'content-length': Buffer.byteLength(answered.body) }),
  })
  response.end(answered.body)
}

/** The same as a Next route handler, for hosts that run Next without server.ts. */
export async function answerNextApi(request: Request): Promise<Response> {
  await openStore()
  const url = new URL(request.url)
  const headers = Object.fromEntries(request.headers)
  const answered = await answerApi({
    method: request.method,
    target: apiTarget(url.pathname + url.search) ?? '/',
    headers,
    readBody: (maxBytes) => readBody(request.body ?? nothing(), headers, maxBytes),
    from: callerOf(request.headers),
  })
  const body = answered.status === 204 ? null : answered.body
  return new Response(body, { status: answered.status, headers: dressed(answered.headers) })
}

const dressed = (headers: Record<string, string>): Record<string, string> => {
  const common = Object.entries(securityHeaders(BASE, isHttps())).map(([name, value]) => [name.toLowerCase(), value])
  return { ...Object.fromEntries(common), ...headers }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Who calls, when their key may be used for `scope`; otherwise the answer they get. For what answers outside `/api/v1`. */
export async function authenticateApiKey(
  authorization: string | null | undefined,
  scope: ApiScope,
  from: Caller,
): Promise<ApiCaller | ApiProblem> {
  const found = await authenticateKey(authorization, scope, from)
  return typeof found === 'string' ? refused(found, scope) : found
}

export const isApiProblem = (answer: ApiCaller | ApiProblem): answer is ApiProblem => 'status' in answer
