import { store } from '#db/index.ts'
import { countGroups, countUsers, listGroupPage, listUserPage } from '#db/queries/directory-pages.ts'
import { findGroup, findGroupByName, type GroupRow } from '#db/queries/groups.ts'
import { listGroupsOf, listGroupsOfMany, listMembers } from '#db/queries/members.ts'
import { compileFilter } from '#db/queries/scim-filter.ts'
import { getTotals } from '#db/queries/totals.ts'
import { findUser, findUserByUserName, listUsersByExternalId, type ServedUser } from '#db/queries/users.ts'
import type { Reader } from '#db/store.ts'
import type { ResourceType } from '#lib/scim/catalog.ts'
import { tooMany } from '#lib/scim/errors.ts'
import { matches } from '#lib/scim/evaluate.ts'
import { parseFilter } from '#lib/scim/filter.ts'
import { fold } from '#lib/scim/fold.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { listResponseText, type Paging } from '#lib/scim/paging.ts'
import { parseProjection, wants, type Projection } from '#lib/scim/projection.ts'
import { resolveFilter, type ResolvedComparison, type ResolvedFilter } from '#lib/scim/resolve.ts'
import type { AdmittedCall } from './call.ts'
import { respond, type ScimResponse } from './message.ts'
import { cut, renderGroup, renderUser } from './render.ts'

export type ListQuery = { filter: string | undefined; paging: Paging; projection: Projection }

/** Rows that a filter without an index may look at. */
const SCAN_LIMIT = 50_000
const SCAN_PAGE = 1_000
/** More than this is no lookup but a list. */
const FEW = 100
const EVERYTHING = parseProjection()

type Row = ServedUser | GroupRow
/** What differs between listing users and groups. */
type Kind = {
  type: ResourceType
  page(q: Reader, page: Parameters<typeof listUserPage>[2]): Promise<Row[]>
  count(where: Parameters<typeof countUsers>[2]): Promise<number>
  total(): Promise<number>
  /** The few rows that an indexed equality leaves, or undefined when it is none of those. */
  lookUp(condition: ResolvedComparison): Promise<Row[] | undefined>
  /** Rows as resources, as JSON text. */
  render(q: Reader, rows: Row[], projection: Projection): Promise<string[]>
}

/** GET /Users and GET /Groups (RFC 7644 §3.4.2), in the order of creation. */
export async function listResources(call: AdmittedCall, type: ResourceType, query: ListQuery): Promise<ScimResponse> {
  const kind = type === 'User' ? usersOf(call) : groupsOf(call)
  const filter = query.filter === undefined ? undefined : resolveFilter(type, parseFilter(query.filter))
  const { total, texts } = filter ? await filtered(kind, filter, query) : await everything(kind, query)
  return respond(
    200,
    listResponseText(
      total,
      query.paging.startIndex,
      texts.map((text) => cut(type, text, query.projection)),
    ),
  )
}

type Listed = { total: number; texts: string[] }

async function everything(kind: Kind, { paging, projection }: ListQuery): Promise<Listed> {
  const { report } = store()
  const rows = paging.count === 0 ? [] : await kind.page(report, pageOf(paging))
  return { total: await kind.total(), texts: await kind.render(report, rows, projection) }
}

async function filtered(kind: Kind, filter: ResolvedFilter, { paging, projection }: ListQuery): Promise<Listed> {
  const few = await lookUp(kind, filter)
  if (few) {
    const isWhole = filter.kind === 'compare'
    const found = isWhole ? few : await evaluated(kind, store().read, few, filter)
    const rows = found.slice(paging.startIndex - 1, paging.startIndex - 1 + paging.count)
    return { total: found.length, texts: await kind.render(store().read, rows, projection) }
  }
  const { report, tables } = store()
  const { where, isExact } = compileFilter(tables, kind.type, filter)
  if (isExact) {
    const rows = paging.count === 0 ? [] : await kind.page(report, { ...pageOf(paging), where })
    return { total: await kind.count(where), texts: await kind.render(report, rows, projection) }
  }
  const found: Row[] = []
  let seen = 0
  for (let afterId: string | undefined; ;) {
    const rows = await kind.page(report, { where, limit: SCAN_PAGE, ...(afterId === undefined ? {} : { afterId }) })
    found.push(...(await evaluated(kind, report, rows, filter)))
    seen += rows.length
    afterId = rows.at(-1)?.id
    if (rows.length < SCAN_PAGE) break
    if (seen >= SCAN_LIMIT) {
      throw tooMany(
        `The filter has no indexed condition and would look at more than ${SCAN_LIMIT} resources · add one on id, userName, externalId, displayName, emails.value, title, department, active or meta`,
      )
    }
  }
  const rows = found.slice(paging.startIndex - 1, paging.startIndex - 1 + paging.count)
  return { total: found.length, texts: await kind.render(report, rows, projection) }
}

const pageOf = ({ startIndex, count }: Paging) => ({ where: undefined, limit: count, offset: startIndex - 1 })

/** The rows that meet the filter as the evaluator reads it, on the resources as they would be served. */
async function evaluated(kind: Kind, q: Reader, rows: Row[], filter: ResolvedFilter): Promise<Row[]> {
  const texts = await kind.render(q, rows, EVERYTHING)
  return rows.filter((_, index) => matches(filter, JSON.parse(texts[index] ?? '{}') as JsonObject))
}

/** The lookups of every IdP, `userName eq` and its like: one prepared statement each, even beside further conditions. */
async function lookUp(kind: Kind, filter: ResolvedFilter): Promise<Row[] | undefined> {
  const conditions = filter.kind === 'and' ? filter.operands : [filter]
  for (const condition of conditions) {
    if (condition.kind !== 'compare' || condition.op !== 'eq') continue
    const rows = await kind.lookUp(condition)
    if (rows) return rows
  }
  return undefined
}

const rowOrNone = <T>(row: T | undefined): T[] => (row ? [row] : [])

const usersOf = ({ idp, base }: AdmittedCall): Kind => ({
  type: 'User',
  page: (q, page) => listUserPage(q, idp.id, page),
  count: (where) => countUsers(store().report, idp.id, where),
  total: async () => (await getTotals(store().read, idp.id)).users,
  async lookUp({ attribute, value }) {
    const { read } = store()
    const text = String(value)
    if (attribute === 'userName') return rowOrNone(await findUserByUserName(read, idp.id, fold(text)))
    if (attribute === 'id') return rowOrNone(await findUser(read, idp.id, text))
    if (attribute !== 'externalId') return undefined
    const rows = await listUsersByExternalId(read, idp.id, text, FEW)
    return rows.length < FEW ? rows : undefined
  },
  async render(q, rows, projection) {
    const users = rows as ServedUser[]
    const [only] = users
    const all =
      !only || !wants(projection, 'groups')
        ? []
        : users.length === 1
          ? await listGroupsOf(q, idp.id, only.id)
          : await listGroupsOfMany(
              q,
              idp.id,
              users.map((row) => row.id),
            )
    const groups = Map.groupBy(all, (group) => group.userId)
    return users.map((row) => renderUser(row, groups.get(row.id) ?? [], base))
  },
})

const groupsOf = ({ idp, base }: AdmittedCall): Kind => ({
  type: 'Group',
  page: (q, page) => listGroupPage(q, idp.id, page),
  count: (where) => countGroups(store().report, idp.id, where),
  total: async () => (await getTotals(store().read, idp.id)).groups,
  async lookUp({ attribute, value }) {
    const { read } = store()
    if (attribute === 'displayName') return rowOrNone(await findGroupByName(read, idp.id, fold(String(value))))
    return attribute === 'id' ? rowOrNone(await findGroup(read, idp.id, String(value))) : undefined
  },
  async render(_q, rows, projection) {
    const groups = rows as GroupRow[]
    if (!wants(projection, 'members')) return groups.map((row) => renderGroup(row, undefined, base))
    // Through the report door in any case: a group may have a hundred thousand members.
    const all = await listMembers(
      store().report,
      idp.id,
      groups.map((row) => row.id),
    )
    const members = Map.groupBy(all, (member) => member.groupId)
    return groups.map((row) => renderGroup(row, members.get(row.id) ?? [], base))
  },
})
