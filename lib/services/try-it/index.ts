import { RateLimiterMemory } from 'rate-limiter-flexible'
import { AppError } from '#lib/errors.ts'
import { clientLabels } from '#lib/scim/clients.ts'
import { explain } from '#lib/scim/explain.ts'
import type { Actor } from '../actor.ts'
import { withTemporaryToken } from '../idps/temporary-token.ts'
import { scimEndpoint } from '../idps/endpoint.ts'
import { handleScim, type ScimResponse } from '../scim/index.ts'
import { SCIM_MEDIA_TYPE } from '../scim/message.ts'
import { tooLarge } from '#lib/scim/errors.ts'

/** What an administrator tries: a GET, or a POST to one of the searches. */
export type Attempt = {
  method: 'GET' | 'POST'
  /** Path and query below the endpoint, as a person writes them: blanks and quotes are escaped here. */
  target: string
  /** JSON text; of a POST. */
  body: string
}

/** What came of it. */
export type Tried = {
  /** The address that was asked. */
  url: string
  status: number
  headers: [name: string, value: string][]
  body: string | undefined
  /** The body is longer than what is shown of it. */
  isCut: boolean
  durationMs: number
  explanation: { sentence: string; why: string | undefined; next: string | undefined }
}

/** Of an answer, in characters. */
const MOST_SHOWN = 256 * 1024

const USER_AGENT = 'Rollcall portal'

/** An administrator's attempts in a minute: each makes a token and an audit row. */
const attempts = new RateLimiterMemory({ points: 60, duration: 60 })

/**
 * Asks the IdP's SCIM service what an administrator wants to see, as any client does: by a bearer token. The token is made
 * for this one request, can only read, never leaves the server, and is revoked when the answer is there.
 *
 * @throws AppError `not-found`, `invalid`, `throttled`
 */
export async function tryRequest(idpId: string, attempt: Attempt, actor: Actor): Promise<Tried> {
  await attempts.consume(actor.id).catch(() => {
    throw new AppError('throttled', 'That were 60 requests within a minute. Wait a moment, then send the next one.')
  })
  const target = addressOf(attempt.target)
  const begun = { action: 'scim.try', after: { request: `${attempt.method} ${target}`.slice(0, 500) } } as const
  return withTemporaryToken(idpId, 'try', actor, { begun }, async ({ idp, token }) => {
    const [path = '', ...query] = target.split('?')
    const startedAt = performance.now()
    const answer = await handleScim({
      method: attempt.method,
      organisationId: idp.organisationId,
      idpId,
      basePath: `/scim/${idp.organisationId}/${idpId}/v2`,
      path,
      query: query.join('?'),
      headers: {
        authorization: `Bearer ${token}`,
        'user-agent': USER_AGENT,
        ...(attempt.method === 'POST' ? { 'content-type': SCIM_MEDIA_TYPE } : {}),
      },
      readBody: async (maxBytes) => {
        if (Buffer.byteLength(attempt.body) > maxBytes) throw tooLarge(`The body has more than ${maxBytes} bytes`)
        return attempt.body
      },
      address: actor.address,
      isTried: true,
    })
    const durationMs = Math.max(1, Math.round(performance.now() - startedAt))
    const url = scimEndpoint(idp.organisationId, idpId) + target
    return { url, durationMs, ...shown(answer), explanation: explained(attempt, url, answer) }
  })
}

/**
 * What follows the endpoint, as it is sent: `/Users?filter=userName eq "ada"` with its blanks and quotes escaped.
 *
 * @throws AppError `invalid`
 */
function addressOf(written: string): string {
  const target = written.trim().toWellFormed()
  if (!target.startsWith('/')) {
    throw new AppError('invalid', 'Path: begin with a slash, such as /Users?count=10.', { field: 'target' })
  }
  return target.replaceAll(/[^\x21-\x7e]|["#<>\\^`{|}]/gu, encodeURIComponent)
}

function shown({ status, headers, body }: ScimResponse): Pick<Tried, 'status' | 'headers' | 'body' | 'isCut'> {
  const isCut = body !== undefined && body.length > MOST_SHOWN
  return { status, headers: Object.entries(headers), body: isCut ? body.slice(0, MOST_SHOWN) : body, isCut }
}

function explained({ method, body }: Attempt, url: string, { status, body: text }: ScimResponse): Tried['explanation'] {
  const error = status >= 400 ? errorOf(text) : {}
  const { sentence, why, next } = explain({
    idpName: clientLabels.portal,
    client: 'portal',
    method,
    url,
    status,
    entityType: null,
    entityId: null,
    entityName: null,
    scimType: error.scimType ?? null,
    detail: error.detail ?? null,
    changes: undefined,
    notes: [],
    request: method === 'POST' ? body : null,
  })
  return { sentence, why, next }
}

function errorOf(text: string | undefined): { scimType?: string; detail?: string } {
  try {
    return JSON.parse(text ?? '{}') as { scimType?: string; detail?: string }
  } catch {
    return {}
  }
}
