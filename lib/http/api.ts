import type { Caller } from '#lib/auth/caller.ts'
import { authenticateKey, type ApiCaller, type ApiRefusal, type ApiScope } from '#lib/services/api-keys/index.ts'

export type { ApiCaller, ApiScope } from '#lib/services/api-keys/index.ts'

/** An answer of the Management API that is no success: `id` for programs, `reason` for people, `params` the fields it is about. */
export type ApiProblem = {
  status: number
  id: string
  reason: string
  params: readonly string[]
  headers?: Readonly<Record<string, string>>
}

/** Who calls, when their key may be used for `scope`; otherwise the answer they get. */
export async function authenticateApiKey(
  authorization: string | null | undefined,
  scope: ApiScope,
  from: Caller,
): Promise<ApiCaller | ApiProblem> {
  const found = await authenticateKey(authorization, scope, from)
  return typeof found === 'string' ? problemOf(found, scope) : found
}

export const isApiProblem = (answer: ApiCaller | ApiProblem): answer is ApiProblem => 'status' in answer

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

function problemOf(refusal: ApiRefusal, scope: ApiScope): ApiProblem {
  if (refusal === 'scope') {
    const reason = `This API key may not be used for this: it lacks the scope ${scope}.`
    return { status: 403, id: 'authorization.scope', reason, params: [scope] }
  }
  const challenge = refusal === 'missing' ? 'Bearer' : 'Bearer error="invalid_token"'
  return {
    status: 401,
    id: `authentication.${refusal}`,
    reason: words[refusal],
    params: [],
    headers: { 'www-authenticate': challenge },
  }
}
