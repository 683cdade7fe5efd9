import { and, desc, eq, type SQL } from 'drizzle-orm'
import { totalCap } from '#lib/table/define-table.ts'
import type { Instants } from '#lib/table/range.ts'
import type { Reader } from '../store.ts'
import { countRequests } from './sync-log-counts.ts'
import { facetConditions, type Facets, logFacets } from './sync-log-facets.ts'
import { MINUTE_MS } from './sync-log-ids.ts'
import { inMinutes } from './sync-log-place.ts'
import { type Stretch, within } from './sync-log-stretch.ts'

/** A row of a page, as far as it takes to know what lies between two. */
export type Shown = { id: string; at: Date }

/** What lies between two rows next to one another, both left out; undefined is the end of the list. */
export type Gap = { newer: Shown | undefined; older: Shown | undefined }

/**
 * How many unchanged updates lie in each gap. Gaps go from the newest to the oldest and lie next to one another. Minutes
 * that no row is in come from the roll-ups, so a gap of a million costs no more than one of two.
 */
export async function countUnchanged(
  q: Reader,
  idpId: string,
  facets: Facets,
  range: Instants,
  gaps: readonly Gap[],
): Promise<number[]> {
  const newest = gaps[0]?.newer
  const oldest = gaps.at(-1)?.older
  const shown: Instants = { from: oldest ? startOfMinute(oldest.at) : range.from, to: newest?.at ?? range.to }
  const unchanged: Facets = { ...facets, outcome: ['no-change'] }
  const { buckets } = await countRequests(q, { idpId, range: shown, facets: unchanged, stepMinutes: 1, by: 'outcome' })
  if (buckets.length === 0) return gaps.map(() => 0)
  const rowMinutes = new Set(
    gaps.flatMap(({ newer, older }) => [newer, older].flatMap((row) => (row ? minute(row) : []))),
  )
  const ids = await listIds(q, idpId, shown, {}, [
    inMinutes(
      q,
      buckets.flatMap(({ start }) => (rowMinutes.has(start) ? start : [])),
    ),
    ...facetConditions(logFacets(q), unchanged),
  ])
  const whole = buckets.filter(({ start }) => !rowMinutes.has(start))
  return gaps.map((gap) => {
    const [from, to] = [gap.older ? minute(gap.older) : -Infinity, gap.newer ? minute(gap.newer) : Infinity]
    const between = whole.reduce((sum, { start, count }) => (start > from && start < to ? sum + count : sum), 0)
    return between + ids.filter((id) => isInGap(id, gap)).length
  })
}

/** The same of a list that conditions narrow to few rows of a stretch: the ids themselves, to 10,000. */
export async function countUnchangedMatches(
  q: Reader,
  idpId: string,
  range: Instants,
  stretch: Stretch,
  conditions: readonly SQL[],
  gaps: readonly Gap[],
): Promise<number[]> {
  const ids = await listIds(q, idpId, range, stretch, [
    ...conditions,
    ...facetConditions(logFacets(q), { outcome: ['no-change'] }),
  ])
  return gaps.map((gap) => ids.filter((id) => isInGap(id, gap)).length)
}

const listIds = async (
  q: Reader,
  idpId: string,
  range: Instants,
  stretch: Stretch,
  conditions: readonly SQL[],
): Promise<string[]> => {
  const { syncLogs: log } = q.tables
  const rows = await q
    .select({ id: log.id })
    .from(log)
    .where(and(eq(log.idpId, idpId), within(q, range, stretch), ...conditions))
    .orderBy(desc(log.id))
    .limit(totalCap)
  return rows.map(({ id }) => id)
}

const isInGap = (id: string, { newer, older }: Gap): boolean => (!newer || id < newer.id) && (!older || id > older.id)

const minute = ({ at }: Shown): number => Math.floor(at.getTime() / MINUTE_MS)

const startOfMinute = (at: Date): Date => new Date(at.getTime() - (at.getTime() % MINUTE_MS))
