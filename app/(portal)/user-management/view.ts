import type { DepartmentView } from '#components/user-management/departments-table.tsx'
import type { DirectoryGroupView } from '#components/user-management/groups-table.tsx'
import type { DirectoryUserView } from '#components/user-management/users-table.tsx'
import type { TablePage } from '#components/table/data-table.tsx'
import type { DirectoryDepartment } from '#db/queries/directory-departments.ts'
import type { DirectoryGroup } from '#db/queries/directory-groups.ts'
import type { DirectoryUser } from '#db/queries/directory-users.ts'
import type { ListPage } from '#db/queries/list.ts'
import { rowId } from '#lib/table/directories.ts'

type Directories = readonly { id: string; name: string }[]

/** A page of rows as the table takes it: view models, never rows. */
export const pageOf = <Row, View>(
  page: ListPage<Row>,
  directories: Directories,
  view: (row: Row, nameOf: (id: string) => string) => View,
  loadedAt: Date,
): TablePage<View> => {
  const names = new Map(directories.map(({ id, name }) => [id, name]))
  return {
    ...page,
    rows: page.rows.map((row) => view(row, (id) => names.get(id) ?? id)),
    loadedAt: loadedAt.toISOString(),
  }
}

export const userView = (user: DirectoryUser, nameOf: (id: string) => string): DirectoryUserView => ({
  id: rowId(user),
  userId: user.id,
  userName: user.userName,
  name: user.name,
  groups: user.groups.map((group) => group.name),
  department: user.department,
  active: user.active,
  directory: { id: user.idpId, name: nameOf(user.idpId) },
  source: user.source,
  comments: user.comments,
  updatedAt: user.updatedAt.toISOString(),
})

export const groupView = (group: DirectoryGroup, nameOf: (id: string) => string): DirectoryGroupView => ({
  id: rowId(group),
  groupId: group.id,
  name: group.name,
  users: group.users,
  directory: { id: group.idpId, name: nameOf(group.idpId) },
  source: group.source,
  comments: group.comments,
  updatedAt: group.updatedAt.toISOString(),
})

export const departmentView = (department: DirectoryDepartment, nameOf: (id: string) => string): DepartmentView => ({
  id: department.id,
  name: department.name,
  users: department.users,
  isCapped: department.isCapped,
  directories: department.directoryIds.map(nameOf),
  isMade: department.made !== undefined,
  comments: department.made?.comments ?? '',
})
