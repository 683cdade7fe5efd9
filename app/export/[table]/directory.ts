import { store } from '#db/index.ts'
import { listDirectoryDepartments } from '#db/queries/directory-departments.ts'
import { listDirectoryGroups } from '#db/queries/directory-groups.ts'
import { listDirectories } from '#db/queries/directory-merge.ts'
import { listDirectoryUsers } from '#db/queries/directory-users.ts'
import type { ListPage, ListQuery } from '#db/queries/list.ts'
import { joinNames } from '#lib/services/directory/import/index.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { rowId, sourceLabels, withDirectories } from '#lib/table/directories.ts'
import { directoryDepartments } from '#lib/table/directory-departments.ts'
import { directoryGroups } from '#lib/table/directory-groups.ts'
import { directoryUsers } from '#lib/table/directory-users.ts'
import { exportSource } from './source.ts'

// What these write, the import of CSV files reads (lib/services/directory/import/format.ts).

export const exportDirectoryUsers = exportSource({
  definition: directoryUsers,
  permission: 'read',
  open: async () => {
    const { definition, nameOf } = await inDirectories(directoryUsers)
    return { definition, list: byRowId((step) => listDirectoryUsers(store().report, step), nameOf) }
  },
  values: {
    userName: (user) => user.userName,
    name: (user) => user.name,
    groups: (user) => joinNames(user.groups.map((group) => group.name)),
    department: (user) => user.department,
    status: (user) => (user.active ? 'Active' : 'Inactive'),
    directory: (user) => user.directory,
    source: (user) => sourceLabels[user.source],
    comments: (user) => user.comments,
    updatedAt: (user) => user.updatedAt,
    id: (user) => user.ownId,
  },
})

export const exportDirectoryGroups = exportSource({
  definition: directoryGroups,
  permission: 'read',
  open: async () => {
    const { definition, nameOf } = await inDirectories(directoryGroups)
    return { definition, list: byRowId((step) => listDirectoryGroups(store().report, step), nameOf) }
  },
  values: {
    name: (group) => group.name,
    users: (group) => group.users,
    directory: (group) => group.directory,
    source: (group) => sourceLabels[group.source],
    comments: (group) => group.comments,
    updatedAt: (group) => group.updatedAt,
    id: (group) => group.ownId,
  },
})

export const exportDirectoryDepartments = exportSource({
  definition: directoryDepartments,
  permission: 'read',
  open: async () => {
    const { definition, nameOf } = await inDirectories(directoryDepartments)
    return {
      definition,
      list: async (step) => {
        const page = await listDirectoryDepartments(store().report, step)
        return { ...page, rows: page.rows.map((row) => ({ ...row, directories: row.directoryIds.map(nameOf) })) }
      },
    }
  },
  values: {
    name: (department) => department.name,
    users: (department) => department.users,
    directories: (department) => joinNames(department.directories),
    source: (department) => (department.made ? sourceLabels.hand : 'Named by users only'),
    comments: (department) => department.made?.comments,
  },
})

/** The table with the directories that there are, and their names. */
async function inDirectories(definition: TableDefinition) {
  const directories = await listDirectories(store().report)
  const names = new Map(directories.map(({ id, name }) => [id, name]))
  return {
    definition: withDirectories(definition, directories),
    nameOf: (id: string): string => names.get(id) ?? id,
  }
}

/** Rows under the ids that the table gives them, across directories. */
const byRowId =
  <Row extends { idpId: string; id: string }>(
    list: (query: ListQuery) => Promise<ListPage<Row>>,
    nameOf: (id: string) => string,
  ) =>
  async (query: ListQuery) => {
    const page = await list(query)
    return {
      ...page,
      rows: page.rows.map((row) => ({ ...row, id: rowId(row), ownId: row.id, directory: nameOf(row.idpId) })),
    }
  }
