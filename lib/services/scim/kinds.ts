import { store } from '#db/index.ts'
import {
  countGroups,
  countUsers,
  listGroupPage,
  listGroupsById,
  listUserPage,
  listUsersById,
  type Page,
} from '#db/queries/directory-pages.ts'
import { findGroup, findGroupByName, type GroupRow } from '#db/queries/groups.ts'
import { listGroupsOf, listGroupsOfMany, listMembers } from '#db/queries/members.ts'
import { getTotals } from '#db/queries/totals.ts'
import { findUser, findUserByUserName, listUsersByExternalId, type ServedUser } from '#db/queries/users.ts'
import type { Reader } from '#db/store.ts'
import type { ResourceType } from '#lib/scim/catalog.ts'
import { fold } from '#lib/scim/fold.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { wants, type Projection } from '#lib/scim/projection.ts'
import type { ResolvedComparison } from '#lib/scim/resolve.ts'
import type { AdmittedCall } from './call.ts'
import { renderGroup, renderUser } from './render.ts'

/** More than this is no lookup but a list. */
const FEW = 100

export type Row = ServedUser | GroupRow

/** What differs between listing users and groups of an IdP. */
export type Kind = {
  type: ResourceType
  idpId: string
  page(q: Reader, page: Page): Promise<Row[]>
  byId(q: Reader, ids: string[]): Promise<Row[]>
  count(where: Page['where']): Promise<number>
  total(): Promise<number>
  /** The few rows that an indexed equality leaves, or undefined when it is none of those. */
  lookUp(condition: ResolvedComparison): Promise<Row[] | undefined>
  /** Rows as resources, as JSON text. */
  render(q: Reader, rows: Row[], projection: Projection): Promise<string[]>
  /** A row as a resource, without groups or members. */
  resource(row: Row): JsonObject
}

export const kindOf = (call: AdmittedCall, type: ResourceType): Kind =>
  type === 'User' ? usersOf(call) : groupsOf(call)

const rowOrNone = <T>(row: T | undefined): T[] => (row ? [row] : [])

const usersOf = ({ idp, base }: AdmittedCall): Kind => ({
  type: 'User',
  idpId: idp.id,
  page: (q, page) => listUserPage(q, idp.id, page),
  byId: (q, ids) => listUsersById(q, idp.id, ids),
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
  resource: (row) => JSON.parse(renderUser(row, [], base)) as JsonObject,
})

const groupsOf = ({ idp, base }: AdmittedCall): Kind => ({
  type: 'Group',
  idpId: idp.id,
  page: (q, page) => listGroupPage(q, idp.id, page),
  byId: (q, ids) => listGroupsById(q, idp.id, ids),
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
  resource: (row) => JSON.parse(renderGroup(row as GroupRow, undefined, base)) as JsonObject,
})
