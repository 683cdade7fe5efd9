import { store } from '#db/index.ts'
import {
  deleteApiAnswer,
  deleteOldApiAnswers,
  findApiAnswer,
  finishApiAnswer,
  hasOldApiAnswers,
  reserveApiAnswer,
} from '#db/queries/api-answers.ts'
import { sha256Hex } from '#lib/auth/secrets.ts'
import { fault } from './problem.ts'

/** An answer as it goes out. */
export type SentAnswer = { status: number; headers: Record<string, string>; body: string }

/** How long an answer is kept, in ms: whoever sends a request again does so within a day. */
const KEPT_MS = 86_400_000

/** What makes a request the same as another. */
export type SentRequest = { method: string; target: string; ifMatch: string; body: string }

/**
 * Answers a request with an `Idempotency-Key` once: sent again it gets the first answer. Kept by the API key and by a hash
 * of the request, so that another request under the same key is refused (422), as is one that comes while the first is
 * being answered (409). An answer that says to try again later is not kept.
 */
export async function answeredOnce(
  keyId: string,
  sentKey: string,
  request: SentRequest,
  answer: () => Promise<SentAnswer>,
  now: Date = new Date(),
): Promise<SentAnswer> {
  if (!/^[\x21-\x7e]{1,255}$/.test(sentKey)) {
    throw fault(400, 'invalid.idempotency.key', 'Idempotency-Key: 1 to 255 printable characters are accepted.', [
      'Idempotency-Key',
    ])
  }
  const idempotencyKey = sha256Hex(sentKey)
  const hash = sha256Hex(JSON.stringify([request.method, request.target, request.ifMatch, request.body]))
  const row = { keyId, idempotencyKey, request: hash, status: null, headers: '{}', body: '', createdAt: now }
  const before = new Date(now.getTime() - KEPT_MS)
  const isFirst = await store().write(async (tx) => {
    const found = await findApiAnswer(tx, keyId, idempotencyKey)
    if (found && found.createdAt < before) await deleteApiAnswer(tx, keyId, idempotencyKey)
    return reserveApiAnswer(tx, row)
  }, kept)
  if (!isFirst) return replay(keyId, idempotencyKey, hash)
  try {
    const { status, headers, body } = await answer()
    if (status >= 500 || status === 429) await forget(keyId, idempotencyKey)
    else {
      const text = JSON.stringify(headers)
      await store().write((tx) => finishApiAnswer(tx, keyId, idempotencyKey, { status, headers: text, body }), kept)
    }
    return { status, headers, body }
  } catch (error) {
    await forget(keyId, idempotencyKey)
    throw error
  }
}

/** Nothing that is remembered between requests is changed by these rows. */
const kept = { keepsRemembered: true }

const forget = (keyId: string, idempotencyKey: string) =>
  store().write((tx) => deleteApiAnswer(tx, keyId, idempotencyKey), kept)

async function replay(keyId: string, idempotencyKey: string, hash: string): Promise<SentAnswer> {
  const found = await findApiAnswer(store().read, keyId, idempotencyKey)
  if (found && found.request !== hash) {
    throw fault(
      422,
      'idempotency.other.request',
      'This Idempotency-Key was sent with another request. Make a new one for each request.',
      ['Idempotency-Key'],
    )
  }
  if (found?.status == null) {
    throw fault(
      409,
      'idempotency.unfinished',
      'A request with this Idempotency-Key is being answered, or was interrupted. Send it again in a moment; if this stays, look whether it took effect.',
      ['Idempotency-Key'],
      { 'retry-after': '1' },
    )
  }
  const headers = JSON.parse(found.headers) as Record<string, string>
  return { status: found.status, headers: { ...headers, 'idempotent-replayed': 'true' }, body: found.body }
}

/** Forgets answers that are older than a day. */
export async function sweepApiAnswers(now: Date = new Date()): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS)
  if (!(await hasOldApiAnswers(store().read, before))) return
  await store().write((tx) => deleteOldApiAnswers(tx, before), kept)
}
