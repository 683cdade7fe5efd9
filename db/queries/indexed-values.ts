import { and, asc, eq, gt, type AnyColumn, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { prepareSearch } from './search.ts'

type Wanted = { search: string; after: string | undefined; limit: number }
type Found = { values: { value: string; users: undefined }[]; next: string | undefined }

/**
 * Values of an attribute that nearly every user has another of, in the order of an index of the users; undefined for an
 * attribute without such an index.
 */
export async function listIndexedValues(
  q: Reader,
  idpId: string,
  attribute: string,
  wanted: Wanted,
): Promise<Found | undefined> {
  const { users, userEmails } = q.tables
  if (attribute === 'emails.value') {
    const key = userEmails.valueKey
    const rows = await q
      .selectDistinct({ key })
      .from(userEmails)
      .where(and(eq(userEmails.idpId, idpId), ...conditions(key, wanted)))
      .orderBy(asc(key))
      .limit(wanted.limit + 1)
    return pageOf(
      rows.map((row) => ({ ...row, value: row.key })),
      wanted.limit,
    )
  }
  if (attribute !== 'userName' && attribute !== 'displayName') return undefined
  const [key, value] =
    attribute === 'userName' ? [users.userNameKey, users.userName] : [users.displayNameKey, users.displayName]
  const found = wanted.search.trim() === '' ? undefined : await prepareSearch(q, idpId, 'User', wanted.search)
  const rows = await q
    .select({ key, value })
    .from(users)
    .where(and(found?.scope ?? eq(users.idpId, idpId), found?.condition, ...conditions(key, wanted)))
    .orderBy(asc(key))
    .limit(wanted.limit + 1)
  return pageOf(rows, wanted.limit)
}

const conditions = (key: AnyColumn, { search, after }: Wanted): SQL[] => [
  gt(key, after ?? ''),
  ...(search.trim() === '' ? [] : [containsText(key, fold(search.trim()))]),
]

/** Two users may have one displayName: each value once. */
const pageOf = (rows: { key: string | null; value: string | null }[], limit: number): Found => {
  const shown = rows.slice(0, limit)
  const unique = new Map(shown.map(({ key, value }) => [key, value ?? '']))
  return {
    values: [...unique.values()].map((value) => ({ value, users: undefined })),
    next: rows.length > limit ? (shown.at(-1)?.key ?? undefined) : undefined,
  }
}
