import { listAnnotations } from '#db/queries/annotations.ts'
import { findDirectoryDepartment, type DirectoryDepartment } from '#db/queries/directory-departments.ts'
import { listDirectories } from '#db/queries/directory-merge.ts'
import { listPeople, shownName } from '#db/queries/directory-people.ts'
import { sourceOf } from '#db/queries/directory-users.ts'
import { countEffectiveMembers } from '#db/queries/effective-members.ts'
import { findGroupRow, listMemberPage, type ListedMember } from '#db/queries/list-members.ts'
import type { Reader } from '#db/store.ts'
import { readRowId, type Source } from '#lib/table/directories.ts'
import type { UserEntry } from './entries.ts'
import { entryOf } from './save-user.ts'
import { isEditable } from './users.ts'

export type DirectoryName = { id: string; name: string }

/** One user as the drawer shows it. Times are ISO 8601 in UTC. */
export type UserDetail = {
  idpId: string
  id: string
  version: number
  entry: UserEntry
  /** What to call the user: a SCIM user may have no User Name, but parts of one. */
  name: string | null
  source: Source
  directory: DirectoryName
  isEditable: boolean
  isForeignDomain: boolean
  groups: { id: string; name: string }[]
  createdAt: string
  updatedAt: string
}

/** `row`: the table's row id. Undefined when there is no such user. */
export async function findUserDetail(q: Reader, row: string): Promise<UserDetail | undefined> {
  const place = readRowId(row)
  const directory = place && (await listDirectories(q)).find((one) => one.id === place.idpId)
  if (!place || !directory) return undefined
  const [person] = await listPeople(q, place.idpId, 'id', [place.id])
  if (!person) return undefined
  return {
    ...place,
    version: person.row.version,
    entry: entryOf(person),
    name: shownName(person.row),
    source: person.source,
    directory: { id: directory.id, name: directory.name },
    isEditable: await isEditable(q, person),
    isForeignDomain: person.row.isForeignDomain,
    groups: person.groups,
    createdAt: person.row.createdAt.toISOString(),
    updatedAt: person.row.updatedAt.toISOString(),
  }
}

/** One group as the drawer shows it, with a page of its members. */
export type GroupDetail = {
  idpId: string
  id: string
  version: number
  name: string
  comments: string
  source: Source
  directory: DirectoryName
  total: number
  active: number
  members: ListedMember[]
  hasMoreMembers: boolean
  createdAt: string
  updatedAt: string
}

const membersPerPage = 50

export async function findGroupDetail(q: Reader, row: string, page: number): Promise<GroupDetail | undefined> {
  const place = readRowId(row)
  const directory = place && (await listDirectories(q)).find((one) => one.id === place.idpId)
  if (!place || !directory) return undefined
  const [group, annotations, counts, { members, hasMore }] = await Promise.all([
    findGroupRow(q, place.idpId, place.id),
    listAnnotations(q, place.idpId, [place.id]),
    countEffectiveMembers(q, place.idpId, [place.id]),
    listMemberPage(q, place.idpId, place.id, { page, size: membersPerPage }),
  ])
  if (!group) return undefined
  const annotation = annotations.get(place.id)
  return {
    ...place,
    version: group.version,
    name: group.displayName,
    comments: annotation?.comments ?? '',
    source: sourceOf(place.idpId, annotation),
    directory: { id: directory.id, name: directory.name },
    ...(counts.get(place.id) ?? { total: 0, active: 0 }),
    members,
    hasMoreMembers: hasMore,
    createdAt: group.createdAt.toISOString(),
    updatedAt: group.updatedAt.toISOString(),
  }
}

/** One department as the drawer shows it. */
export type DepartmentDetail = Omit<DirectoryDepartment, 'directoryIds'> & {
  directories: DirectoryName[]
  /** Of its users, those made by hand: they go along when it is renamed or deleted. */
  usersByHand: number
}

export async function findDepartmentDetail(q: Reader, row: string): Promise<DepartmentDetail | undefined> {
  const found = await findDirectoryDepartment(q, row)
  if (!found) return undefined
  const directories = (await listDirectories(q)).filter(({ id }) => found.directoryIds.includes(id))
  const { directoryIds: _ids, ...rest } = found
  return { ...rest, directories: directories.map(({ id, name }) => ({ id, name })) }
}
