import type { z } from 'zod'
import type { Caller } from '#lib/auth/caller.ts'
import { authenticateKey, type ApiCaller, type ApiRefusal, type ApiScope } from '../api-keys/index.ts'
import { answeredOnce, type SentAnswer } from './idempotency.ts'
import { openApiDocument } from './openapi.ts'
import { changes, type ApiAnswer, type ApiCall, type Operation } from './operation.ts'
import { operations } from './operations/index.ts'
import { fault, invalidInput, problemOf, type ApiProblem } from './problem.ts'
import { countRequest } from './rate-limit.ts'
import { findOperation } from './route.ts'

/** A request to the Management API, by whichever server received it. */
export type ApiRequest = {
  method: string
  /** Behind `/api/v1`, as sent: `/idps/1?limit=2`. */
  target: string
  headers: Readonly<Record<string, string | undefined>>
  /** The body as text; throws a ScimError 413, 415 or 400. */
  readBody(maxBytes: number): Promise<string>
  from: Caller
}

/** Bodies are small: a rule with a thousand applications is 80 KB. */
const LARGEST_BODY = 1024 * 1024

/** Answers a request to the Management API: a plain function behind node:http and Next. */
export async function answerApi(request: ApiRequest): Promise<SentAnswer> {
  try {
    return await answer(request)
  } catch (error) {
    return sentProblem(problemOf(error))
  }
}

async function answer(request: ApiRequest): Promise<SentAnswer> {
  const { method, headers, from } = request
  // By hand: an address such as `//host` is none of another host here, and a malformed one no exception.
  const [path = '', ...search] = request.target.split('?')
  if (path === '/openapi.json' && method === 'GET') return sent(200, openApiDocument())
  const { operation, params } = findOperation(operations, method, path)
  requireText(params, 'path')
  const caller = await admit(headers['authorization'], operation.scope, from)
  await countRequest(kindOf(operation), caller.keyId)
  const query = readQuery(operation, new URLSearchParams(search.join('?')))
  const version = readVersion(operation, headers['if-match'])
  const text = operation.body ? await readText(request) : ''
  const reply = async (): Promise<SentAnswer> => {
    try {
      const body = operation.body ? readBody(operation.body, text) : undefined
      const call: ApiCall<unknown, unknown> = { caller, params, query, body, version }
      return sentAnswer(await operation.handle(call as ApiCall<never, never>))
    } catch (error) {
      return sentProblem(problemOf(error, operation.fields))
    }
  }
  const key = headers['idempotency-key']
  if (key === undefined || !changes(operation)) return reply()
  const same = { method, target: request.target, ifMatch: headers['if-match'] ?? '', body: text }
  return answeredOnce(caller.keyId, key, same, reply)
}

const kindOf = (operation: Operation) => {
  if (operation.scope === 'decisions') return 'decisions'
  return changes(operation) ? 'write' : 'read'
}

async function admit(authorization: string | undefined, scope: ApiScope, from: Caller): Promise<ApiCaller> {
  const found = await authenticateKey(authorization, scope, from)
  if (typeof found !== 'string') return found
  if (found !== 'scope') await countRequest('refused', from.address)
  const { status, id, reason, params, headers } = refused(found, scope)
  throw fault(status, id, reason, params, headers)
}

const unauthenticated = 'Send an API key of this portal as Authorization: Bearer <key>'

const words: Readonly<Record<Exclude<ApiRefusal, 'scope'>, string>> = {
  missing: `${unauthenticated}. The request has none.`,
  malformed: `${unauthenticated}. What was sent is none, or was cut off.`,
  unknown: `${unauthenticated}. This one is not known.`,
  expired: 'This API key has expired. An owner can create another one.',
  revoked: 'This API key has been revoked.',
  ownerless:
    'Whoever created this API key is no owner any more, and it ended with that. An owner can create another one.',
}

/** What a caller is answered who is not let in. */
export function refused(refusal: ApiRefusal, scope: ApiScope): ApiProblem {
  if (refusal === 'scope') {
    const reason = `This API key may not be used for this: it lacks the scope ${scope}.`
    return { status: 403, id: 'authorization.scope', reason, params: [scope] }
  }
  const challenge = refusal === 'missing' ? 'Bearer' : 'Bearer error="invalid_token"'
  const headers = { 'www-authenticate': challenge }
  return { status: 401, id: `authentication.${refusal}`, reason: words[refusal], params: [], headers }
}

function readQuery({ query: schema }: Operation, given: URLSearchParams): unknown {
  const names = [...given.keys()]
  requireText([...given], 'query')
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) {
    throw fault(400, 'invalid.parameter', `Query parameter ${twice.slice(0, 200)}: it stands twice.`, [twice])
  }
  if (!schema) {
    const [unknown] = names
    if (unknown === undefined) return {}
    throw fault(400, 'invalid.parameter', `Query parameter ${unknown.slice(0, 200)}: is not known here`, [unknown])
  }
  const read = schema.strict().safeParse(Object.fromEntries(given))
  if (!read.success) throw invalidInput(read.error, 'query')
  return read.data
}

/** `If-Match: "3"`, as `ETag` was answered; `*` stands for any. */
function readVersion({ isVersioned }: Operation, header: string | undefined): number | undefined {
  if (!isVersioned || header === undefined || header.trim() === '*') return undefined
  const version = /^"(\d{1,15})"$/.exec(header.trim())?.[1]
  if (version !== undefined) return Number(version)
  throw fault(
    400,
    'invalid.if.match',
    'If-Match: send the ETag of the answer that the change is based on, unchanged.',
    ['If-Match'],
  )
}

async function readText(request: ApiRequest): Promise<string> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw fault(415, 'invalid.content.type', 'Send the body as Content-Type: application/json.', ['Content-Type'])
  }
  try {
    return await request.readBody(LARGEST_BODY)
  } catch (error) {
    if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') throw error
    const ids: Record<number, string> = { 413: 'invalid.body.size', 415: 'invalid.content.encoding' }
    throw fault(error.status, ids[error.status] ?? 'invalid.body', error.message.replaceAll(' · ', ': '))
  }
}

function readBody(schema: z.ZodType, text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw fault(400, 'invalid.body', 'The body is not JSON.')
  }
  requireText(value, 'body')
  const read = schema.safeParse(value)
  if (!read.success) throw invalidInput(read.error, 'body')
  return read.data
}

/** Half a character, and the character that ends texts, are none that can be stored everywhere. */
function requireText(value: unknown, where: string): void {
  // As JSON writes them, and nothing that a backslash stands before.
  if (!/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(value))) return
  throw fault(400, 'invalid.text', `The ${where} holds a character that is none: U+0000, or half of a pair.`)
}

function sentAnswer({ status, body, version, location }: ApiAnswer): SentAnswer {
  const headers = {
    ...(version === undefined ? {} : { etag: `"${version}"` }),
    ...(location === undefined ? {} : { location: `/api/v1${location}` }),
  }
  return sent(status ?? (body === undefined ? 204 : 200), body, headers)
}

const sentProblem = ({ status, id, reason, params, headers = {} }: ApiProblem): SentAnswer =>
  sent(status, { id, reason, params }, headers)

function sent(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): SentAnswer {
  const all = {
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
  }
  return { status, headers: all, body: body === undefined ? '' : JSON.stringify(body) }
}
