import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { deriveKey } from '#lib/auth/keys.ts'
import { fault } from './problem.ts'

const MAC_BYTES = 16

/** The query of every list. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(1_000).default(100).describe('How many are answered at most.'),
  cursor: z.string().max(2_000).optional().describe('The `nextCursor` of the page before.'),
}

export type Paging = { limit: number; cursor?: string | undefined }

/**
 * A position in a list as text: opaque, and bound by a keyed MAC to the list that it is of (its path and its filters), so
 * that it is worthless for another and nobody can make one up. Nothing is kept for it.
 */
export function printCursor(list: string, after: string): string {
  const payload = Buffer.from(after)
  return Buffer.concat([mac(list, payload), payload]).toString('base64url')
}

/** The position; undefined at the beginning. Throws 400. */
export function readCursor(list: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const bytes = Buffer.from(text, 'base64url')
  const payload = bytes.subarray(MAC_BYTES)
  const isOurs =
    bytes.length > MAC_BYTES &&
    bytes.toString('base64url') === text &&
    timingSafeEqual(bytes.subarray(0, MAC_BYTES), mac(list, payload))
  if (isOurs) return payload.toString()
  throw fault(
    400,
    'invalid.cursor',
    'The cursor does not belong to this list. Send the nextCursor of an answer to the same path and filters, unchanged.',
    ['cursor'],
  )
}

/** What a list is, for its cursors: its path and its filters, without its paging. */
export function listName(path: string, query: Readonly<Record<string, unknown>>): string {
  const { limit: _limit, cursor: _cursor, ...filters } = query
  return `${path} ${JSON.stringify(Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1)))}`
}

/** A page of what is in memory, in the order of ids: each comes exactly once, whatever is changed meanwhile. */
export function pageOf<T extends { id: string }, V>(
  all: readonly T[],
  { limit, cursor }: Paging,
  list: string,
  show: (item: T) => V,
): { list: V[]; nextCursor?: string } {
  const after = readCursor(list, cursor)
  const rest = all
    .filter(({ id }) => after === undefined || id > after)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, limit + 1)
  const shown = rest.slice(0, limit)
  const last = shown.at(-1)
  return {
    list: shown.map(show),
    ...(rest.length > limit && last ? { nextCursor: printCursor(list, last.id) } : {}),
  }
}

/** A page of what a table's walk (db/queries/list.ts) found. */
export function walkedPage<T extends { id: string }, V>(
  found: { rows: readonly T[]; hasMore: boolean },
  list: string,
  show: (row: T) => V,
): { list: V[]; nextCursor?: string } {
  const last = found.rows.at(-1)
  return {
    list: found.rows.map(show),
    ...(found.hasMore && last ? { nextCursor: printCursor(list, last.id) } : {}),
  }
}

let key: Buffer | undefined

const mac = (list: string, payload: Buffer): Buffer =>
  createHmac('sha256', (key ??= deriveKey('api-cursor')))
    .update(`${list.length}:`)
    .update(list)
    .update(payload)
    .digest()
    .subarray(0, MAC_BYTES)
