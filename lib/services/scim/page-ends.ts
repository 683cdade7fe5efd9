import type { Position } from '#db/queries/directory-order.ts'

// Where index pages ended. `startIndex=100001` alone makes the database step over 100,000 rows; the client that just
// asked for the page before can be answered from where that ended. In this process only: another process, or a restart,
// costs an OFFSET once.

type End = { offset: number; after: Position; total: number; at: number }

/** A row that is ordered by a longer text is not remembered. */
const LONGEST_KEY = 512

/** Walks remembered, and ends of each; enough for clients that ask for several pages at once. */
const MAX_WALKS = 256
const MAX_ENDS = 32
const MAX_AGE_MS = 10 * 60_000

const slot = Symbol.for('rollcall.page-ends')
// Shared by the copies of this module in one process: a deletion through one must be known to the other.
const idps = ((globalThis as unknown as Record<symbol, Map<string, End[]>>)[slot] ??= new Map<string, End[]>())

const walkOf = (idpId: string, query: string): string => `${idpId} ${query}`

/**
 * The last known end at or before `offset`, with how many rows lie before it. An end counts no more once rows went, or
 * came anywhere but last: such a list must be as long as it was. One that only `grows` at its end, unfiltered and in the
 * order of creation, may have become longer.
 */
export function findPageEnd(
  idpId: string,
  query: string,
  offset: number,
  total: number,
  grows: boolean,
): { offset: number; after: Position } | undefined {
  const now = Date.now()
  const isGood = (end: End) =>
    end.offset <= offset && now - end.at < MAX_AGE_MS && (grows ? end.total <= total : end.total === total)
  const ends = idps.get(walkOf(idpId, query))?.filter(isGood) ?? []
  return ends.reduce<End | undefined>((best, end) => (best && best.offset >= end.offset ? best : end), undefined)
}

export function rememberPageEnd(idpId: string, query: string, offset: number, after: Position, total: number): void {
  if (typeof after.key === 'string' && after.key.length > LONGEST_KEY) return
  const walk = walkOf(idpId, query)
  const ends = idps.get(walk)?.filter((end) => end.offset !== offset) ?? []
  // Taken out and put back, so that the walk that waited longest goes first.
  idps.delete(walk)
  idps.set(walk, [...ends.slice(1 - MAX_ENDS), { offset, after, total, at: Date.now() }])
  const [oldest] = idps.keys()
  if (idps.size > MAX_WALKS && oldest !== undefined) idps.delete(oldest)
}

/** Something was deleted: what came after it has moved up. */
export function forgetPageEnds(idpId: string): void {
  for (const walk of idps.keys()) if (walk.startsWith(`${idpId} `)) idps.delete(walk)
}
