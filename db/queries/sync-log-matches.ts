import { and, desc, eq, gte, inArray, lt, or, sql, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import { totalCap } from '#lib/table/define-table.ts'
import type { Instants } from '#lib/table/range.ts'
import { containsText, unplanned } from '../dialect.ts'
import { foldedText } from '../dialect-documents.ts'
import type { Reader } from '../store.ts'
import { prepareSearch } from './search.ts'
import type { SearchKind } from './search-entries.ts'
import { lowestIdAt } from './sync-log-ids.ts'
import { type Stretch, within } from './sync-log-stretch.ts'

/** Rows of the time range, the newest, whose names and ids are looked at one by one. */
const LOOKED_AT = 20_000
/** The same for text, which is looked for in bodies as well. */
const READ_THROUGH = 5_000
/** Users and groups by name or externalId whose requests are looked up. */
const ENTITIES = 500

type Filters = Readonly<Record<string, readonly string[]>>

export type Matches = {
  /** Conditions on the log's rows, each answered from an index or from a bounded number of rows: those of `stretch`. */
  conditions: SQL[]
  /** Where text is looked for. */
  stretch: Stretch
  /** Names, ids or text were looked for back to this moment; undefined: in the whole range. */
  searchedBackTo: Date | undefined
}

/**
 * The filters that roll-ups cannot answer: ids, names, text. Each is the rows that an index finds, to 10,000, and those
 * among the newest of the range: the log has no index of names, which provisioning would pay for.
 */
export async function prepareMatches(q: Reader, idpId: string, filters: Filters, range: Instants): Promise<Matches> {
  const value = (id: string) => filters[id]?.[0]
  const text = value('text')
  const name = value('entityName')
  const externalId = value('externalId')
  const entityId = value('entityId')
  const payloadId = value('payloadId')
  const { syncLogs: log } = q.tables
  const conditions: SQL[] = []
  let stretch: Stretch = {}
  const floors: { id: string; at: Date }[] = []
  /** The newest rows of the range. */
  const newest = async (count: number): Promise<Stretch> => {
    const floor = await findFloor(q, idpId, range, count)
    if (floor) floors.push(floor)
    return floor ? { from: floor.id } : {}
  }
  if (entityId !== undefined) conditions.push(eq(log.entityId, entityId.toLowerCase()))
  if (payloadId !== undefined) {
    const ids = [payloadId.toLowerCase(), ...(await listEntitiesWithExternalId(q, idpId, payloadId))]
    conditions.push(inArray(log.id, naming(q, idpId, ids, range)))
  }
  if (name !== undefined) {
    const ids = await listEntitiesNamed(q, idpId, name)
    const key = fold(name)
    const isNamed = containsText(foldedText(q.engine, sql`${log.entityName}`, key), key)
    conditions.push(inArray(log.id, idsOf(q, idpId, range, ids, isNamed, await newest(LOOKED_AT))))
  }
  if (externalId !== undefined) {
    const ids = await listEntitiesWithExternalId(q, idpId, externalId)
    const isIt = eq(log.externalId, externalId)
    conditions.push(inArray(log.id, idsOf(q, idpId, range, ids, isIt, await newest(LOOKED_AT))))
  }
  if (text !== undefined) {
    const wanted = fold(text)
    const columns = [log.url, log.entityName, log.externalId, log.entityId, log.detail, log.request, log.response]
    stretch = await newest(READ_THROUGH)
    const contained = columns.map((column) => containsText(foldedText(q.engine, sql`${column}`, wanted), wanted))
    conditions.push(or(...contained) ?? sql`false`)
  }
  floors.sort((a, b) => (a.id < b.id ? 1 : -1))
  return { conditions, stretch, searchedBackTo: floors[0]?.at }
}

/** The last of the `count` newest rows of a range; undefined when there are no more than that. */
async function findFloor(
  q: Reader,
  idpId: string,
  range: Instants,
  count: number,
): Promise<{ id: string; at: Date } | undefined> {
  const { syncLogs: log } = q.tables
  const nth = q
    .select({ id: log.id })
    .from(log)
    .where(and(eq(log.idpId, idpId), within(q, range)))
    .orderBy(desc(log.id))
    .limit(1)
    .offset(count)
    .as('nth')
  const rows = await q
    .select({ id: log.id, at: log.at })
    .from(log)
    .innerJoin(nth, eq(nth.id, log.id))
    .where(eq(log.idpId, idpId))
  return rows[0]
}

/** Rows about these entities, and rows of a stretch, if they fulfil a condition: two indexed reads rather than one OR. */
const idsOf = (q: Reader, idpId: string, range: Instants, entityIds: string[], condition: SQL, stretch: Stretch) => {
  const { syncLogs: log } = q.tables
  const recent = q
    .select({ id: log.id })
    .from(log)
    .where(and(eq(log.idpId, idpId), within(q, range, stretch), condition))
    .orderBy(desc(log.id))
    .limit(totalCap + 1)
    .as('recent')
  const recentIds = q.select({ id: recent.id }).from(recent)
  if (entityIds.length === 0) return recentIds
  const about = idsAbout(q, idpId, range, entityIds, condition)
  return recentIds.unionAll(q.select({ id: about.id }).from(about))
}

/** Rows about these entities, and rows whose payload names one. */
const naming = (q: Reader, idpId: string, entityIds: string[], range: Instants) => {
  const { syncLogEntities: named } = q.tables
  const about = idsAbout(q, idpId, range, entityIds)
  const naming = q
    .select({ id: named.logId })
    .from(named)
    .where(
      and(
        eq(named.idpId, idpId),
        inArray(named.entityId, entityIds),
        range.from && gte(named.logId, lowestIdAt(range.from)),
        range.to && lt(named.logId, lowestIdAt(new Date(range.to.getTime() + 1))),
      ),
    )
    .orderBy(desc(unplanned(q, named.logId)))
    .limit(totalCap + 1)
    .as('naming')
  return q
    .select({ id: about.id })
    .from(about)
    .unionAll(q.select({ id: naming.id }).from(naming))
}

/** The newest rows about these entities, by the index of entities: that of the order leads through the whole range. */
const idsAbout = (q: Reader, idpId: string, range: Instants, entityIds: string[], condition?: SQL) => {
  const { syncLogs: log } = q.tables
  return q
    .select({ id: log.id })
    .from(log)
    .where(and(eq(log.idpId, idpId), inArray(log.entityId, entityIds), within(q, range), condition))
    .orderBy(desc(unplanned(q, log.id)))
    .limit(totalCap + 1)
    .as('about')
}

async function listEntitiesNamed(q: Reader, idpId: string, name: string): Promise<string[]> {
  const found = async (kind: SearchKind) => {
    const { scope, condition } = await prepareSearch(q, idpId, kind, name)
    const table = kind === 'User' ? q.tables.users : q.tables.groups
    return q.select({ id: table.id }).from(table).where(and(scope, condition)).limit(ENTITIES)
  }
  return (await Promise.all([found('User'), found('Group')])).flat().map(({ id }) => id)
}

async function listEntitiesWithExternalId(q: Reader, idpId: string, externalId: string): Promise<string[]> {
  const { users, groups } = q.tables
  const rows = await Promise.all(
    [users, groups].map((table) =>
      q
        .select({ id: table.id })
        .from(table)
        .where(and(eq(table.idpId, idpId), eq(table.externalId, externalId)))
        .limit(ENTITIES),
    ),
  )
  return rows.flat().map(({ id }) => id)
}
