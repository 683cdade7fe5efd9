import { and, asc, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { totalCap } from '#lib/table/define-table.ts'
import type { Reader } from '../store.ts'
import type { ListQuery } from './list.ts'
import { facetConditions, facetsIn, type Facets, logFacets, outcomeSql } from './sync-log-facets.ts'
import { countUnchanged, countUnchangedMatches, type Gap } from './sync-log-folds.ts'
import { locatePage } from './sync-log-place.ts'
import { prepareMatches } from './sync-log-matches.ts'
import { type Stretch, within } from './sync-log-stretch.ts'

export { lowestIdAt, unknownIdpId } from './sync-log-ids.ts'

export type SyncLogRow = Reader['tables']['syncLogs']['$inferSelect']

/**
 * What a list shows of a log row. `request` and `changes` only as far as a sentence takes them: a page of whole bodies
 * could be megabytes.
 */
export type ListedSyncLog = Omit<SyncLogRow, 'idpId' | 'userAgent' | 'tokenId' | 'response'> & {
  outcome: 'changed' | 'no-change' | 'rejected'
}

/** Unchanged updates in a row, older than the row with this id; null: newer than all that is shown. */
export type Fold = { under: string | null; newer: string | null; older: string | null; count: number }

export type SyncLogPage = {
  rows: ListedSyncLog[]
  total: number
  isTotalCapped: boolean
  hasMore: boolean
  folds: Fold[]
  /** Names, ids or text were looked for back to this moment alone. */
  searchedBackTo: Date | undefined
}

/**
 * A page of SCIM Sync Logs, by primary key: an id is the UUIDv7 of its row's time. Unchanged updates are folded unless
 * the outcomes asked for say otherwise. Ask `store().report`.
 */
export async function listSyncLogPage(q: Reader, idpId: string, query: ListQuery): Promise<SyncLogPage> {
  const { range, filters } = query
  const asked = facetsIn(filters)
  const isFolded = asked.outcome === undefined && !query.walk
  const facets: Facets = isFolded ? { ...asked, outcome: ['changed', 'rejected'] } : asked
  const { conditions, stretch, searchedBackTo } = await prepareMatches(q, idpId, filters, range)
  const direction = query.walk?.direction ?? (query.sort[0]?.direction === 'asc' ? 'asc' : 'desc')
  const { syncLogs: log } = q.tables
  const scope = [eq(log.idpId, idpId), query.ids && inArray(log.id, [...query.ids])]
  const matching = (part: Stretch = {}) => [
    ...scope,
    within(q, range, stretch, part),
    ...conditions,
    ...facetConditions(logFacets(q), facets),
  ]
  if (query.walk) return walkOn(q, query, matching)

  const page = { offset: (query.page - 1) * query.size, limit: query.size + 1, direction } as const
  const place =
    conditions.length === 0
      ? await locatePage(q, idpId, facets, range, page)
      : { ...(await countMatches(q, matching())), minutes: sql`true`, stretch: {}, skip: page.offset }
  const found = place.minutes
    ? await selectRows(q, [...matching(place.stretch), place.minutes], direction, page.limit, place.skip)
    : []
  // Nothing but unchanged updates: then they are what there is to see.
  if (isFolded && place.total === 0 && !place.isPartial) {
    return listSyncLogPage(q, idpId, { ...query, filters: { ...filters, outcome: ['no-change'] } })
  }
  const rows = found.slice(0, query.size)
  const gaps = isFolded ? gapsOf(query.page, rows, found[query.size], direction) : []
  const narrowed = [...conditions, ...facetConditions(logFacets(q), asked)]
  const counts =
    gaps.length === 0
      ? []
      : conditions.length === 0
        ? await countUnchanged(q, idpId, asked, range, gaps)
        : await countUnchangedMatches(q, idpId, range, stretch, narrowed, gaps)
  return {
    rows,
    total: place.isPartial ? totalCap : place.total,
    isTotalCapped: place.isPartial,
    hasMore: found.length > rows.length,
    folds: gaps.flatMap(({ newer, older }, index) => {
      const under = direction === 'desc' ? newer : older
      const ends = { newer: newer?.id ?? null, older: older?.id ?? null }
      return counts[index] ? [{ under: under?.id ?? null, ...ends, count: counts[index] }] : []
    }),
    searchedBackTo,
  }
}

/** What came after the row with this id, or after a moment's lowest id: the newest `limit`, newest first. */
export async function listSyncLogsAfter(
  q: Reader,
  idpId: string,
  query: Pick<ListQuery, 'filters' | 'range'>,
  after: string,
  limit: number,
): Promise<ListedSyncLog[]> {
  const { syncLogs: log } = q.tables
  const { conditions, stretch } = await prepareMatches(q, idpId, query.filters, query.range)
  const isAfter = [eq(log.idpId, idpId), within(q, {}, stretch, { after })]
  return selectRows(
    q,
    [...isAfter, ...conditions, ...facetConditions(logFacets(q), facetsIn(query.filters))],
    'desc',
    limit,
    0,
  )
}

/** The unchanged updates of a fold, in the list's order, to `limit`. */
export async function listFolded(
  q: Reader,
  idpId: string,
  query: Pick<ListQuery, 'filters' | 'range' | 'sort'>,
  { newer, older }: Pick<Fold, 'newer' | 'older'>,
  limit: number,
): Promise<ListedSyncLog[]> {
  const { syncLogs: log } = q.tables
  const { conditions, stretch } = await prepareMatches(q, idpId, query.filters, query.range)
  const fold: Stretch = { ...(newer !== null && { before: newer }), ...(older !== null && { after: older }) }
  const between = [eq(log.idpId, idpId), within(q, query.range, stretch, fold)]
  const facets = facetConditions(logFacets(q), { ...facetsIn(query.filters), outcome: ['no-change'] })
  const direction = query.sort[0]?.direction === 'asc' ? 'asc' : 'desc'
  return selectRows(q, [...between, ...conditions, ...facets], direction, limit, 0)
}

/** One log entry whole, with the hint of the token that was used. */
export async function findSyncLog(
  q: Reader,
  idpId: string,
  id: string,
): Promise<(SyncLogRow & { tokenHint: string | null }) | undefined> {
  const { syncLogs, scimTokens } = q.tables
  const rows = await q
    .select({ log: syncLogs, tokenHint: scimTokens.hint })
    .from(syncLogs)
    .leftJoin(scimTokens, eq(scimTokens.id, syncLogs.tokenId))
    .where(and(eq(syncLogs.idpId, idpId), eq(syncLogs.id, id)))
    .limit(1)
  return rows[0] && { ...rows[0].log, tokenHint: rows[0].tokenHint }
}

/** The gaps of a page, newest first; the one before its first row belongs to the first page. */
const gapsOf = (
  page: number,
  rows: readonly ListedSyncLog[],
  next: ListedSyncLog | undefined,
  direction: 'asc' | 'desc',
): Gap[] => {
  if (page > 1 && rows.length === 0) return []
  const shown: (ListedSyncLog | undefined)[] = [...(page === 1 ? [undefined] : []), ...rows, next]
  const pairs = shown.slice(0, -1).map((row, index) => [row, shown[index + 1]] as const)
  return direction === 'desc'
    ? pairs.map(([newer, older]) => ({ newer, older }))
    : pairs.map(([older, newer]) => ({ newer, older })).toReversed()
}

const countMatches = async (
  q: Reader,
  matching: (SQL | undefined)[],
): Promise<{ total: number; isPartial: boolean }> => {
  const some = q
    .select({ one: sql<number>`1`.as('one') })
    .from(q.tables.syncLogs)
    .where(and(...matching))
    .limit(totalCap + 1)
    .as('some')
  const counted = await q.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(some)
  const total = counted[0]?.count ?? 0
  return { total, isPartial: total > totalCap }
}

/** The next rows of a walk, for exports. */
async function walkOn(
  q: Reader,
  query: ListQuery,
  matching: (part: Stretch) => (SQL | undefined)[],
): Promise<SyncLogPage> {
  const { direction, after } = query.walk ?? { direction: 'desc' }
  const rest: Stretch = after === undefined ? {} : direction === 'desc' ? { before: after } : { after }
  const found = await selectRows(q, matching(rest), direction, query.size + 1, 0)
  const rows = found.slice(0, query.size)
  const hasMore = found.length > query.size
  return { rows, total: 0, isTotalCapped: false, hasMore, folds: [], searchedBackTo: undefined }
}

/** Longer ones would make a page heavy; a sentence says "changed" then. */
const LONGEST = 8_192

async function selectRows(
  q: Reader,
  conditions: (SQL | undefined)[],
  direction: 'asc' | 'desc',
  limit: number,
  offset: number,
): Promise<ListedSyncLog[]> {
  const { syncLogs: log } = q.tables
  return q
    .select({
      id: log.id,
      at: log.at,
      method: log.method,
      url: log.url,
      entityType: log.entityType,
      entityId: log.entityId,
      entityName: log.entityName,
      externalId: log.externalId,
      status: log.status,
      scimType: log.scimType,
      client: log.client,
      detail: log.detail,
      durationMs: log.durationMs,
      address: log.address,
      notes: log.notes,
      outcome: outcomeSql(q),
      changes: sql<string | null>`case when length(${log.changes}) > ${LONGEST} then '' else ${log.changes} end`,
      // A create says how many members a group came with, or that a user is inactive.
      request: sql<
        string | null
      >`case when ${log.method} = 'POST' and length(${log.request}) <= ${LONGEST} then ${log.request} end`,
    })
    .from(log)
    .where(and(...conditions))
    .orderBy(direction === 'desc' ? desc(log.id) : asc(log.id))
    .limit(limit)
    .offset(offset)
}
