import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import type { AlertDeliveryRow } from '#db/queries/alert-deliveries.ts'
import { guardedRequest, type GuardOptions, reachProblem } from '../guarded-address.ts'
import type { Outcome } from './deliver.ts'
import { signedHeaders } from './webhook-signature.ts'

export type WebhookOptions = GuardOptions & { webhookMs?: number }

/** What is kept of an answer, in characters. */
const EXCERPT = 500
const DAY_MS = 86_400_000

/** Posts the event to its URL, signed, within ten seconds. Redirects are not followed. */
export async function sendWebhook(
  row: Pick<AlertDeliveryRow, 'target' | 'eventId' | 'payload'>,
  secrets: readonly string[],
  options: WebhookOptions = {},
): Promise<Outcome> {
  const url = new URL(row.target)
  const signal = AbortSignal.timeout(options.webhookMs ?? 10_000)
  try {
    const answer = await post(url, row.payload, {
      ...guardedRequest(url, options),
      signal,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(row.payload),
        'accept-encoding': 'identity',
        'user-agent': 'Rollcall',
        ...signedHeaders({ id: row.eventId, body: row.payload }, secrets, new Date()),
      },
    })
    try {
      return outcomeOf(answer, await beginningOf(answer))
    } finally {
      answer.destroy()
    }
  } catch (error) {
    const why = signal.aborted
      ? `${url.host} did not answer in time.`
      : reachProblem(url, error, 'alerts may be sent there')
    return { isDelivered: false, status: null, answer: why.charAt(0).toUpperCase() + why.slice(1) }
  }
}

const post = (url: URL, body: string, options: RequestOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'http:' ? httpRequest : httpsRequest
    send(url, options, resolve).on('error', reject).end(body)
  })

function outcomeOf({ statusCode = 0, headers }: IncomingMessage, body: string): Outcome {
  const isDelivered = statusCode >= 200 && statusCode < 300
  if (statusCode >= 300 && statusCode < 400) {
    return { isDelivered, status: statusCode, answer: 'It sends on to another address, which is not followed.' }
  }
  const seconds = Number(headers['retry-after'])
  return {
    isDelivered,
    status: statusCode,
    answer: body,
    // Gone: the receiver wants no more of it.
    ...(statusCode === 410 ? { isFinal: true } : {}),
    ...(seconds > 0 ? { retryAfterMs: Math.min(seconds * 1_000, DAY_MS) } : {}),
  }
}

async function beginningOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part)
    bytes += part.length
    if (bytes >= EXCERPT * 4) break
  }
  return excerpt(Buffer.concat(parts).toString('utf8'))
}

/** As a page can show it, and as PostgreSQL takes text. */
export const excerpt = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\uFFFD\s]+/gu, ' ')
    .trim()
    .slice(0, EXCERPT)
