import { and, eq, exists, or, sql, type SQL } from 'drizzle-orm'
import type { AnyColumn } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import { totalCap } from '#lib/table/define-table.ts'
import { containsText, startsWithText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import { areAmong, listMatchingTexts, ofIdp } from '../text-index.ts'
import { findSearchSlot, listUnreadIds, type SearchKind } from './search-entries.ts'

/** Code points from which the index answers; a shorter text finds the names that begin with it. */
export const SHORTEST_SEARCH = 3

/** As many rows as are looked up one by one; a text that more rows contain is soon met on a walk in the list's order. */
export const FEW_MATCHES = 5_000

/** Rows that changed since the index was fed, which are looked at as well: a change is found at once but in a large import. */
const UNREAD = 500

export type Search = {
  /** The IdP's rows: in place of a plain `idpId = …`, with which SQLite would not go by `condition`. */
  scope: SQL
  /** True of the rows of `users` or `groups` that contain the text now. */
  condition: SQL
  /**
   * How many there are, from the index alone (a moment old), for a list without any other condition. Undefined when
   * counting by `condition` is no more work.
   */
  total: (() => Promise<{ total: number; isTotalCapped: boolean }>) | undefined
}

/**
 * A search for `text` among an IdP's users (userName, displayName, e-mail addresses, externalId) or groups (displayName,
 * externalId), in any case. The index says which few rows to look at, the rows themselves decide: what was deleted or
 * renamed a moment ago is never found, and what came a moment ago is, unless more than 500 rows did. Ask `store().report`.
 */
export async function prepareSearch(
  q: Reader,
  idpId: string,
  kind: SearchKind,
  text: string,
  few = FEW_MATCHES,
): Promise<Search> {
  const wanted = fold(text.trim())
  const table = kind === 'User' ? q.tables.users : q.tables.groups
  const scope = eq(table.idpId, idpId)
  if (isShort(wanted)) return { scope, condition: beginsWith(q, kind, wanted), total: undefined }
  const slot = await findSearchSlot(q, idpId, kind)
  // Nothing of this IdP has been read into the index yet: it is new, and has few rows.
  if (!slot) return { scope, condition: contains(q, kind, wanted), total: undefined }
  const [ids, unread] = await Promise.all([listMatchingTexts(q, slot, wanted, few + 1), listUnreadIds(q, slot, UNREAD)])
  if (ids.length <= few) {
    const condition = sql`${areAmong(q, table, idpId, [...ids, ...unread])} and ${contains(q, kind, wanted)}`
    return { scope: ofIdp(q, table, idpId), condition, total: undefined }
  }
  return {
    scope,
    condition: contains(q, kind, wanted),
    async total() {
      const found = (await listMatchingTexts(q, slot, wanted, totalCap + 1)).length
      return { total: Math.min(found, totalCap), isTotalCapped: found > totalCap }
    },
  }
}

/** Too short for trigrams. */
export const isShort = (wanted: string): boolean => Array.from(wanted).length < SHORTEST_SEARCH

/** The row contains `wanted`, which is folded. */
export const contains = (q: Reader, kind: SearchKind, wanted: string): SQL => {
  const { users, groups, userEmails } = q.tables
  // externalId has no folded column; lower() folds ASCII alone, on both engines.
  const inExternalId = (column: AnyColumn) => containsText(sql`lower(${column})`, wanted)
  const condition =
    kind === 'Group'
      ? or(containsText(groups.displayNameKey, wanted), inExternalId(groups.externalId))
      : or(
          containsText(users.userNameKey, wanted),
          containsText(users.displayNameKey, wanted),
          inExternalId(users.externalId),
          exists(
            q
              .select({ one: sql`1` })
              .from(userEmails)
              .where(
                and(
                  eq(userEmails.idpId, users.idpId),
                  eq(userEmails.userId, users.id),
                  containsText(userEmails.valueKey, wanted),
                ),
              ),
          ),
        )
  return condition ?? sql`false`
}

/** A name of the row begins with `wanted`, which is folded: a range of an index. */
export const beginsWith = (q: Reader, kind: SearchKind, wanted: string): SQL => {
  const { users, groups } = q.tables
  const condition =
    kind === 'Group'
      ? startsWithText(groups.displayNameKey, wanted)
      : or(startsWithText(users.userNameKey, wanted), startsWithText(users.displayNameKey, wanted))
  return condition ?? sql`false`
}
