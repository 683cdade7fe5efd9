import { and, eq, inArray, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { Source } from '#lib/table/directories.ts'
import type { directoryGroups } from '#lib/table/directory-groups.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { listAnnotations } from './annotations.ts'
import { listDirectories, mergePage, narrowestScope, searchEach } from './directory-merge.ts'
import { longEnough, narrowed, ofSources, sourceOf } from './directory-users.ts'
import { countEffectiveMembers } from './effective-members.ts'
import type { ListPage, ListQuery } from './list.ts'
import { listTotals } from './list-totals.ts'

export type DirectoryGroup = {
  idpId: string
  id: string
  name: string
  /** Members that are users. */
  users: number
  source: Source
  comments: string
  updatedAt: Date
}

/** A page of Groups: of every IdP and of the local directory, unless the filter `directory` names some. */
export async function listDirectoryGroups(q: Reader, query: ListQuery): Promise<ListPage<DirectoryGroup>> {
  const { groups } = q.tables
  const directoryIds = narrowed(await listDirectories(q), query)
  const [totals, searches, byName] = await Promise.all([
    listTotals(q),
    searchEach(q, 'groups', directoryIds, query.filters['search']?.[0]),
    searchEach(q, 'groups', directoryIds, longEnough(query.filters['name']?.[0])),
  ])
  return mergePage<typeof directoryGroups, DirectoryGroup>(
    q,
    query,
    {
      name: 'groups',
      directoryIds,
      filters: {
        search: (_text, idpId) => searches.get(idpId)?.condition,
        name: ([name], idpId) =>
          and(byName.get(idpId)?.condition, containsText(groups.displayNameKey, fold(name ?? ''))),
        user: ([userName], idpId) => ofUser(q, idpId, userName ?? ''),
        directory: () => undefined,
        source: (values, idpId) => ofSources(q, groups, idpId, values),
      },
      defaultSort: { id: 'name', direction: 'asc' },
      unfilteredTotal: (idpId) => totals.get(idpId)?.groups ?? 0,
      searches,
      scope: narrowestScope(searches, byName),
    },
    (idpId, ids) => readGroups(q, idpId, ids),
  )
}

/** Groups that the user of this User ID is in. */
const ofUser = (q: Reader, idpId: string, userName: string): SQL => {
  const { groups, users, members } = q.tables
  return inArray(
    groups.id,
    q
      .select({ id: members.groupId })
      .from(members)
      .innerJoin(users, and(eq(users.idpId, members.idpId), eq(users.id, members.memberId)))
      .where(and(eq(users.idpId, idpId), eq(users.userNameKey, fold(userName)))),
  )
}

async function readGroups(q: Reader, idpId: string, ids: string[]): Promise<DirectoryGroup[]> {
  const { groups } = q.tables
  const [rows, annotations, counts] = await Promise.all([
    q
      .select({ id: groups.id, name: groups.displayName, updatedAt: groups.updatedAt })
      .from(groups)
      .where(and(eq(groups.idpId, idpId), inArray(groups.id, ids))),
    listAnnotations(q, idpId, ids),
    countEffectiveMembers(q, idpId, ids),
  ])
  return rows.map((row) => ({
    ...row,
    idpId,
    users: counts.get(row.id)?.total ?? 0,
    source: sourceOf(idpId, annotations.get(row.id)),
    comments: annotations.get(row.id)?.comments ?? '',
  }))
}
