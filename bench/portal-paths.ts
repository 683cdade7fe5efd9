import type { FilterId, TableDefinition } from '#lib/table/define-table.ts'
import { scimGroups } from '#lib/table/scim-groups.ts'
import { scimSyncLogs } from '#lib/table/scim-sync-logs.ts'
import { scimUsers } from '#lib/table/scim-users.ts'

// The portal's addresses, by the tables' own definitions: a filter that a table lacks would be left out of the question
// without a word, and does not compile here.

type Filters<D extends TableDefinition> = Partial<Record<FilterId<D>, string>>
/** What is no filter: `page`, `sort`, `range`. */
type Place = { page?: number; sort?: string; range?: string }

const pathOf =
  <D extends TableDefinition>(_: D, path: string) =>
  (filters: Filters<D> = {}, place: Place = {}): string => {
    const query = Object.entries({ ...filters, ...place }).map(([name, value]) => [name, String(value)])
    return `${path}?${new URLSearchParams(query)}`
  }

export const usersPath = pathOf(scimUsers, '/authentication/scim/users')
export const groupsPath = pathOf(scimGroups, '/authentication/scim/groups')
export const syncLogsPath = pathOf(scimSyncLogs, '/authentication/scim/sync-logs')
export const attributesPath = '/authentication/scim/attributes'
export const exportPath = `/export/${scimUsers.name}`
