import { and, eq, inArray, notInArray, sql, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import { localDirectory, type Source } from '#lib/table/directories.ts'
import type { directoryUsers } from '#lib/table/directory-users.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { listAnnotations } from './annotations.ts'
import { namedBy } from './directory-departments.ts'
import { listDirectories, mergePage, narrowestScope, searchEach } from './directory-merge.ts'
import type { ListPage, ListQuery } from './list.ts'
import { listTotals } from './list-totals.ts'
import { listGroupsOfMany } from './members.ts'
import { isShort } from './search.ts'

export type DirectoryUser = {
  idpId: string
  id: string
  userName: string
  name: string | null
  department: string | null
  active: boolean
  source: Source
  comments: string
  groups: { id: string; name: string }[]
  updatedAt: Date
}

/** A page of Users: of every IdP and of the local directory, unless the filter `directory` names some. */
export async function listDirectoryUsers(q: Reader, query: ListQuery): Promise<ListPage<DirectoryUser>> {
  const { users } = q.tables
  const directoryIds = narrowed(await listDirectories(q), query)
  const given = (filter: string) => query.filters[filter]?.[0]
  const [totals, departments, searches, byUserName, byName] = await Promise.all([
    listTotals(q),
    listDepartmentsNamed(q, directoryIds, given('department')),
    searchEach(q, 'users', directoryIds, given('search')),
    searchEach(q, 'users', directoryIds, longEnough(given('userName'))),
    searchEach(q, 'users', directoryIds, longEnough(given('name'))),
  ])
  return mergePage<typeof directoryUsers, DirectoryUser>(
    q,
    query,
    {
      name: 'users',
      directoryIds,
      filters: {
        search: (_text, idpId) => searches.get(idpId)?.condition,
        userName: ([name], idpId) =>
          and(byUserName.get(idpId)?.condition, containsText(users.userNameKey, fold(name ?? ''))),
        name: ([name], idpId) =>
          and(byName.get(idpId)?.condition, containsText(users.displayNameKey, fold(name ?? ''))),
        group: ([name], idpId) => inGroupsNamed(q, idpId, name ?? ''),
        department: () => (departments.length === 0 ? sql`1 = 0` : inArray(users.departmentKey, departments)),
        directory: () => undefined,
        source: (values, idpId) => ofSources(q, users, idpId, values),
        status: ([value]) => eq(users.active, value === 'active'),
      },
      defaultSort: { id: 'userName', direction: 'asc' },
      unfilteredTotal: (idpId) => totals.get(idpId)?.users ?? 0,
      searches,
      scope: narrowestScope(searches, byUserName, byName),
    },
    (idpId, ids) => readUsers(q, idpId, ids),
  )
}

/** What the search index can narrow: it knows pieces of three characters. */
export const longEnough = (text: string | undefined): string | undefined =>
  text === undefined || isShort(fold(text)) ? undefined : text

/** Those of the directories that a filter asks for. */
export const narrowed = (directories: readonly { id: string }[], query: ListQuery): string[] => {
  const asked = query.filters['directory']
  return directories.map(({ id }) => id).filter((id) => asked === undefined || asked.includes(id))
}

/** By hand is the local directory; what came at a SAML sign-in is annotated; the rest came over SCIM. */
export const ofSources = (
  q: Reader,
  table: Reader['tables']['users'] | Reader['tables']['groups'],
  idpId: string,
  sources: readonly string[],
): SQL | undefined => {
  if (idpId === localDirectory.id) return sources.includes('hand') ? undefined : sql`1 = 0`
  if (sources.includes('scim') === sources.includes('saml')) return sources.includes('scim') ? undefined : sql`1 = 0`
  const { annotations } = q.tables
  const fromSaml = q
    .select({ id: annotations.id })
    .from(annotations)
    .where(and(eq(annotations.idpId, idpId), eq(annotations.source, 'saml')))
  return sources.includes('saml') ? inArray(table.id, fromSaml) : notInArray(table.id, fromSaml)
}

const inGroupsNamed = (q: Reader, idpId: string, name: string): SQL => {
  const { users, groups, members } = q.tables
  return inArray(
    users.id,
    q
      .select({ id: members.memberId })
      .from(members)
      .innerJoin(groups, and(eq(groups.idpId, members.idpId), eq(groups.id, members.groupId)))
      .where(and(eq(members.idpId, idpId), containsText(groups.displayNameKey, fold(name)))),
  )
}

/** Departments are few beside users: names that contain the text become values that an index knows. */
async function listDepartmentsNamed(
  q: Reader,
  directoryIds: readonly string[],
  text: string | undefined,
): Promise<string[]> {
  if (text === undefined) return []
  const keys = [...(await namedBy(q, directoryIds)).keys()]
  return keys.filter((key) => key.includes(fold(text))).slice(0, MOST_DEPARTMENTS)
}

/** As many as a statement of four hundred directories has variables for. */
const MOST_DEPARTMENTS = 50

async function readUsers(q: Reader, idpId: string, ids: string[]): Promise<DirectoryUser[]> {
  const { users } = q.tables
  const [rows, annotations, memberships] = await Promise.all([
    q
      .select({
        id: users.id,
        userName: users.userName,
        displayName: users.displayName,
        formattedName: users.formattedName,
        givenName: users.givenName,
        familyName: users.familyName,
        department: users.department,
        active: users.active,
        updatedAt: users.updatedAt,
      })
      .from(users)
      .where(and(eq(users.idpId, idpId), inArray(users.id, ids))),
    listAnnotations(q, idpId, ids),
    listGroupsOfMany(q, idpId, ids),
  ])
  const groups = Map.groupBy(memberships, ({ userId }) => userId)
  return rows.map(({ displayName, formattedName, givenName, familyName, ...row }) => ({
    ...row,
    idpId,
    name: displayName ?? formattedName ?? ([givenName, familyName].filter(Boolean).join(' ') || null),
    source: sourceOf(idpId, annotations.get(row.id)),
    comments: annotations.get(row.id)?.comments ?? '',
    groups: (groups.get(row.id) ?? []).map(({ id, display }) => ({ id, name: display })),
  }))
}

export const sourceOf = (idpId: string, annotation: { source: Source } | undefined): Source =>
  idpId === localDirectory.id ? 'hand' : (annotation?.source ?? 'scim')
