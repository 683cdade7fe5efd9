import { localDirectory, rowId } from '#lib/table/directories.ts'
import { href } from '#lib/table/href.ts'

export const directoryPages = [
  { path: '/user-management/users', label: 'Users' },
  { path: '/user-management/groups', label: 'Groups' },
  { path: '/user-management/departments', label: 'Departments' },
] as const

export type DirectoryPath = (typeof directoryPages)[number]['path']

/** The list that an import of this kind fills. */
export const directoryPage = (kind: 'users' | 'groups' | 'departments'): { label: string; href: string } => {
  const index = { users: 0, groups: 1, departments: 2 } as const
  const { label, path } = directoryPages[index[kind]]
  return { label, href: path }
}

type Place = { readonly idpId: string; readonly id: string }

/** Users, with one of them open. */
export const directoryUserHref = (user: Place): string => href('/user-management/users', { row: rowId(user) })

export const directoryGroupHref = (group: Place): string => href('/user-management/groups', { row: rowId(group) })

/** Users of one group of one directory. */
export const usersOfGroupHref = (idpId: string, name: string): string =>
  href('/user-management/users', { group: name, directory: idpId })

export const usersOfDepartmentHref = (name: string): string => href('/user-management/users', { department: name })

export const isLocal = (idpId: string): boolean => idpId === localDirectory.id
