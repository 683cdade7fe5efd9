import { and, eq, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import { fold } from '#lib/scim/fold.ts'
import type { administrators as table } from '#lib/table/administrators.ts'
import { containsText } from '../dialect.ts'
import type { Reader } from '../store.ts'
import type { AdministratorRow } from './administrators.ts'
import { listPage, type ListPage, type ListQuery } from './list.ts'

/** An administrator as lists have them: without the password's hash. */
export type ListedAdministrator = Omit<AdministratorRow, 'passwordHash' | 'emailKey'> & { isInvited: boolean }

export async function listAdministratorPage(q: Reader, query: ListQuery): Promise<ListPage<ListedAdministrator>> {
  const { administrators: t } = q.tables
  const status: Record<string, SQL | undefined> = {
    active: and(eq(t.isDisabled, false), or(ne(t.passwordHash, ''), isNotNull(t.lastSignInAt))),
    // Who signs in with SSO need not have chosen a password.
    invited: and(eq(t.isDisabled, false), eq(t.passwordHash, ''), isNull(t.lastSignInAt)),
    disabled: eq(t.isDisabled, true),
  }
  return listPage<typeof table, ListedAdministrator>(
    q,
    query,
    {
      table: t,
      scope: sql`1 = 1`,
      filters: {
        text: ([text]) =>
          or(
            containsText(t.emailKey, fold(text ?? '')),
            // SQLite's lower() folds ASCII alone, so names in other scripts are matched as they are written.
            containsText(sql`lower(${t.name})`, fold(text ?? '')),
          ),
        role: (values) => inArray(sql`${t.role}`, [...values]),
        status: (values) => or(...values.map((value) => status[value])),
      },
      sort: {
        email: t.emailKey,
        name: t.name,
        lastSignInAt: sql`coalesce(${t.lastSignInAt}, ${t.createdAt})`,
        createdAt: t.createdAt,
      },
      id: t.id,
    },
    ({ where, orderBy, limit, offset }) =>
      q
        .select({
          id: t.id,
          email: t.email,
          name: t.name,
          role: t.role,
          scimManagement: t.scimManagement,
          isDisabled: t.isDisabled,
          isInvited: sql<boolean>`${t.passwordHash} = '' and ${t.lastSignInAt} is null`.mapWith(Boolean),
          createdAt: t.createdAt,
          lastSignInAt: t.lastSignInAt,
        })
        .from(t)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset),
  )
}
