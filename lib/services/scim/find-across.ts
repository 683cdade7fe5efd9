import type { ResourceType } from '#lib/scim/catalog.ts'
import { tooMany } from '#lib/scim/errors.ts'
import { compareSorted } from '#lib/scim/sort.ts'
import { find, type Found, SCAN_LIMIT, type Source, type Wanted } from './find.ts'

/** `afterType`: the type of the resource that `after` names. */
export type WantedAcross = Wanted & { afterType?: ResourceType }

/** A piece of several types' resources (RFC 7644 §3.4.2.1): one type after another, or merged where there is an order. */
export const findAcross = (sources: readonly Source[], wanted: WantedAcross): Promise<Found> =>
  sources.some((source) => source.sort) ? merged(sources, wanted) : joined(sources, wanted)

async function joined(sources: readonly Source[], wanted: WantedAcross): Promise<Found> {
  const found: Found = { total: wanted.total ?? 0, entries: [] }
  let { offset } = wanted
  // The types before the one at which the last page ended are done with.
  const first = wanted.after ? sources.findIndex(({ kind }) => kind.type === wanted.afterType) : 0
  for (const [index, source] of sources.entries()) {
    if (index < first) continue
    const limit = wanted.limit - found.entries.length
    if (wanted.total !== undefined && limit <= 0) break
    const after = index === first ? wanted.after : undefined
    const { total, entries } = await find(source, { limit, offset, after, total: wanted.total })
    found.entries.push(...entries)
    if (wanted.total === undefined) {
      found.total += total
      offset = Math.max(0, offset - total)
    }
  }
  return found
}

async function merged(sources: readonly Source[], { limit, offset, after, total }: WantedAcross): Promise<Found> {
  if (offset + limit > SCAN_LIMIT) {
    throw tooMany(
      `The order across types would take reading more than ${SCAN_LIMIT} resources · page by cursor, or query /Users and /Groups`,
    )
  }
  const descending = sources.some((source) => source.sort?.descending)
  const found = await Promise.all(
    sources.map((source) => find(source, { limit: limit === 0 ? 0 : offset + limit, offset: 0, after, total })),
  )
  const entries = found
    .flatMap((one) => one.entries)
    .sort((a, b) => compareSorted({ key: a.key, id: a.row.id }, { key: b.key, id: b.row.id }, descending))
    .slice(offset, offset + limit)
  return { total: total ?? found.reduce((sum, one) => sum + one.total, 0), entries }
}
