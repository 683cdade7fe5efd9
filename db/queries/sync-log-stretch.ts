import { and, gt, gte, lt, type SQL } from 'drizzle-orm'
import type { Instants } from '#lib/table/range.ts'
import type { Reader } from '../store.ts'
import { lowestIdAt } from './sync-log-ids.ts'

/** A part of the log by the ids of its rows: at or after `from`, after `after`, before `before`. */
export type Stretch = { readonly from?: string; readonly after?: string; readonly before?: string }

/**
 * Within these instants, both included, and in every one of the stretches. There is one bound on each side: of two, SQLite
 * looks for the first in its index and walks from there to the other, through millions of rows perhaps.
 */
export function within(q: Reader, { from, to }: Partial<Instants>, ...stretches: readonly Stretch[]): SQL | undefined {
  const { id } = q.tables.syncLogs
  const all: readonly Stretch[] = [
    from ? { from: lowestIdAt(from) } : {},
    to ? { before: lowestIdAt(new Date(to.getTime() + 1)) } : {},
    ...stretches,
  ]
  const first = highest(all.map((stretch) => stretch.from))
  const after = highest(all.map((stretch) => stretch.after))
  const before = all.flatMap((stretch) => stretch.before ?? []).sort()[0]
  const isAfterHigher = after !== undefined && (first === undefined || after >= first)
  return and(
    isAfterHigher ? gt(id, after) : first === undefined ? undefined : gte(id, first),
    before === undefined ? undefined : lt(id, before),
  )
}

const highest = (ids: readonly (string | undefined)[]): string | undefined =>
  ids
    .filter((id) => id !== undefined)
    .sort()
    .at(-1)
