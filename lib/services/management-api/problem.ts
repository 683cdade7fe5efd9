import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { isAppError, type AppError } from '#lib/errors.ts'

/**
 * An answer of the Management API that is no success: `id` for programs, `reason` for people, `params` the fields (or other
 * names) that it is about.
 */
export type ApiProblem = {
  status: number
  id: string
  reason: string
  params: readonly string[]
  headers?: Readonly<Record<string, string>>
}

/** Thrown where a problem is found. Known by its name: two copies of this module live in one process. */
export class ApiFault extends Error {
  readonly problem: ApiProblem

  constructor(problem: ApiProblem) {
    super(problem.reason)
    this.name = 'ApiFault'
    this.problem = problem
  }
}

export const fault = (
  status: number,
  id: string,
  reason: string,
  params: readonly string[] = [],
  headers?: Readonly<Record<string, string>>,
): ApiFault => new ApiFault({ status, id, reason, params, ...(headers ? { headers } : {}) })

/** What names a thing that is not there; the same whether it never was, or is another's. */
export const notFound = (what: string): ApiFault => fault(404, 'resource.not.found', `There is no such ${what}.`)

const answers: Readonly<Record<AppError['code'], readonly [status: number, id: string]>> = {
  invalid: [400, 'invalid.parameter'],
  'not-found': [404, 'resource.not.found'],
  conflict: [409, 'resource.conflict'],
  changed: [409, 'api.concurrent.access.error'],
  unauthenticated: [401, 'authentication.missing'],
  unconfirmed: [403, 'authorization.confirmation'],
  forbidden: [403, 'authorization.forbidden'],
  throttled: [429, 'invalid.toomanyrequests'],
  overloaded: [503, 'service.overloaded'],
  'store-busy': [503, 'service.busy'],
  tampered: [409, 'resource.tampered'],
}

/**
 * The answer to what went wrong. `fields`: what the API calls a field of a service. What nobody foresaw is logged under a
 * reference, and only the reference is told.
 */
export function problemOf(error: unknown, fields: Readonly<Record<string, string>> = {}): ApiProblem {
  if (error instanceof Error && error.name === 'ApiFault') return (error as ApiFault).problem
  if (isAppError(error)) {
    const [status, id] = answers[error.code]
    const named = error.conflict?.fields.map(({ field }) => field) ?? (error.field === undefined ? [] : [error.field])
    const params = named.map((field) => fields[field] ?? field)
    const retry = status === 503 || status === 429 ? { headers: { 'retry-after': '1' } } : {}
    return { status, id, reason: error.message.replace(' What you entered is still here.', ''), params, ...retry }
  }
  const reference = randomBytes(4).toString('hex')
  console.error(`Management API failed, reference ${reference}:`, error)
  const reason = `Something went wrong on the server. Its log says more under reference ${reference}.`
  return { status: 500, id: 'service.unexpected', reason, params: [] }
}

/** What a schema found wrong, all of it, each at its field: `conditions.0.operands.1.lhs`. */
export function invalidInput(error: z.ZodError, where: 'body' | 'query'): ApiFault {
  const found = error.issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ field: [...path, key].join('.'), text: 'is not known here' }))
    }
    return [{ field: path.join('.'), text: issue.message }]
  })
  const told = found.slice(0, 20)
  const noun = where === 'query' ? 'Query parameter' : 'Field'
  const reason = told
    .map(({ field, text }) => (field === '' ? `Body: ${text}` : `${noun} ${field.slice(0, 200)}: ${text}`))
    .join('; ')
  return fault(
    400,
    'invalid.parameter',
    reason,
    told.map(({ field }) => field),
  )
}
