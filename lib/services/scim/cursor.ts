import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Position } from '#db/queries/directory-order.ts'
import { deriveKey } from '#lib/auth/keys.ts'
import type { ResourceType } from '#lib/scim/catalog.ts'
import { expiredCursor, invalidCursor } from '#lib/scim/errors.ts'

/** Where a page ended. */
export type Cursor = {
  /** What the first page counted: counting again on every page would cost more than the page. */
  total: number
  /** The type of the last resource, where several are listed one after another. */
  type: ResourceType
  /** Undefined where what the last resource is ordered by is too long for a URL: then the walk goes on by `seen`. */
  after: Position | undefined
  /** How many resources the pages before held. */
  seen: number
}

/** How long a cursor is good for, in seconds: announced as `cursorTimeout`. */
export const CURSOR_TIMEOUT_S = 3600

const MAC_BYTES = 16
const LONGEST_KEY = 512

/**
 * A cursor as text (RFC 9865 §2), URL-safe, opaque and bound by a keyed MAC to its `query`: it is worthless for another
 * IdP, type, filter or order, and no client can make one up. Nothing is kept for it in the process or the store, so that
 * any process can answer the next page.
 */
export function printCursor(query: string, { total, type, after, seen }: Cursor, at: Date): string {
  const isLong = typeof after?.key === 'string' && after.key.length > LONGEST_KEY
  const payload = Buffer.from(
    JSON.stringify({
      t: Math.floor(at.getTime() / 1000),
      n: total,
      y: type,
      s: seen,
      ...(after && !isLong ? { i: after.id, k: after.key } : {}),
    }),
  )
  return Buffer.concat([mac(query, payload), payload]).toString('base64url')
}

/** @throws ScimError 400 invalidCursor, expiredCursor */
export function readCursor(query: string, text: string, at: Date): Cursor {
  const bytes = Buffer.from(text, 'base64url')
  const payload = bytes.subarray(MAC_BYTES)
  const isOurs =
    bytes.length > MAC_BYTES &&
    bytes.toString('base64url') === text &&
    timingSafeEqual(bytes.subarray(0, MAC_BYTES), mac(query, payload))
  if (!isOurs) {
    throw invalidCursor(
      'The cursor does not belong to this query · it is the nextCursor of an answer to the same endpoint, filter and order, unchanged · begin again with an empty cursor',
    )
  }
  const { t, n, y, s, i, k } = JSON.parse(payload.toString()) as Payload
  const age = at.getTime() / 1000 - t
  if (age > CURSOR_TIMEOUT_S) {
    throw expiredCursor(
      `The cursor is older than ${CURSOR_TIMEOUT_S / 60} minutes · begin again with an empty cursor and ask for each next page sooner`,
    )
  }
  return { total: n, type: y, after: i === undefined ? undefined : { id: i, key: k }, seen: s }
}

type Payload = { t: number; n: number; y: ResourceType; s: number; i?: string; k?: string | number }

let key: Buffer | undefined

const mac = (query: string, payload: Buffer): Buffer =>
  createHmac('sha256', (key ??= deriveKey('scim-cursor')))
    .update(`${query.length}:`)
    .update(query)
    .update(payload)
    .digest()
    .subarray(0, MAC_BYTES)
