/** A request of a dialogue. `accepts`: statuses that are right. */
export type Request = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Readable: blanks and quotes are escaped when it is sent. */
  path: string
  body?: object
  accepts: readonly number[]
}

export type Received = { status: number; body: Record<string, unknown> }

/** What was sent and how it was answered, as it goes. */
export type Score = {
  requests: number
  /** By status; 0: no answer. */
  statuses: Map<number, number>
  /** Milliseconds of each answer, in no order. */
  times: number[]
  /** Asked to come again later, and came. */
  retries: number
  /** The first failures; `failed` counts all. */
  failures: Failure[]
  failed: number
}

export type Failure = { request: string; status: number; detail: string }

export const newScore = (): Score => ({
  requests: 0,
  statuses: new Map(),
  times: [],
  retries: 0,
  failures: [],
  failed: 0,
})

/** Failures that are told one by one. */
const TOLD = 20
/** How often a request is sent again that the server asks to send later. */
const TRIES = 5
const TIMEOUT_MS = 60_000

/** A request was answered otherwise than it should, or not at all: whoever waited for the answer cannot go on. */
export class StepFailed extends Error {}

/** Nobody is there, or nobody may come in: nothing else needs to be tried. */
export class Unreachable extends Error {}

export type Session = {
  readonly score: Score
  /** @throws StepFailed, Unreachable, and whatever the signal is aborted by */
  send(request: Request): Promise<Received>
}

/** Sends a dialogue's requests to an endpoint (`…/v2`) as whoever holds the token. */
export function openSession(options: {
  endpoint: string
  token: string
  headers: Readonly<Record<string, string>>
  signal: AbortSignal
}): Session {
  const { endpoint, token, headers, signal } = options
  const score = newScore()
  const fail = (request: Request, status: number, detail: string): never => {
    score.failed++
    const told = { request: `${request.method} ${request.path}`, status, detail: withoutToken(detail, token) }
    if (score.failures.length < TOLD) score.failures.push(told)
    throw new StepFailed(told.detail)
  }
  const once = async (request: Request): Promise<{ response: Response; text: string }> => {
    const startedAt = performance.now()
    const response = await fetch(endpoint + escaped(request.path), {
      method: request.method,
      // An endpoint that leads elsewhere would be given the token.
      redirect: 'manual',
      headers: {
        ...headers,
        Authorization: `Bearer ${token}`,
        ...(request.body ? { 'Content-Type': headers['Content-Type'] ?? 'application/scim+json' } : {}),
      },
      ...(request.body ? { body: JSON.stringify(request.body) } : {}),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const text = await response.text()
    score.requests++
    score.times.push(performance.now() - startedAt)
    score.statuses.set(response.status, (score.statuses.get(response.status) ?? 0) + 1)
    return { response, text }
  }
  return {
    score,
    async send(request) {
      for (let tries = 1; ; tries++) {
        signal.throwIfAborted()
        const answered = await once(request).catch((error: unknown) => {
          const reason = reasonOf(error)
          score.statuses.set(0, (score.statuses.get(0) ?? 0) + 1)
          if (score.times.length === 0) throw new Unreachable(`${endpoint} does not answer: ${reason}`)
          return fail(request, 0, `no answer: ${reason}`)
        })
        const { response, text } = answered
        const { status } = response
        if (request.accepts.includes(status)) return { status, body: jsonOf(text) }
        if ((status === 429 || status === 503) && tries < TRIES) {
          score.retries++
          await pause(waitOf(response.headers.get('retry-after'), tries), signal)
          continue
        }
        const detail = detailOf(text) ?? `${request.accepts.join(' or ')} was expected`
        // A token that opens nothing will not open anything at the next request either.
        if (status === 401) throw new Unreachable(`401: ${withoutToken(detail, token)}`)
        fail(request, status, detail)
      }
    },
  }
}

const escaped = (path: string): string => path.replaceAll(/[^\x21-\x7e]|["<>\\^`{|}]/gu, encodeURIComponent)

const withoutToken = (text: string, token: string): string => text.replaceAll(token, '<token>')

/** As the server asks, but a minute at most; else longer from try to try. */
const waitOf = (retryAfter: string | null, tries: number): number =>
  retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Math.min(60_000, Number(retryAfter) * 1000) : 250 * 2 ** tries

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })

function jsonOf(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function detailOf(text: string): string | undefined {
  const { scimType, detail } = jsonOf(text)
  if (typeof detail !== 'string') return text.trim() === '' ? undefined : text.trim().slice(0, 200)
  return typeof scimType === 'string' ? `${scimType}: ${detail}` : detail
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message
}
