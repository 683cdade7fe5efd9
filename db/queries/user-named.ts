import { and, eq } from 'drizzle-orm'
import type { Reader } from '../store.ts'

export type NamedUser = { id: string; userName: string; active: boolean }

/** The user of an IdP with this folded userName, to be shown: a sign-in holds the row (hold-user.ts). */
export async function findUserNamed(q: Reader, idpId: string, userNameKey: string): Promise<NamedUser | undefined> {
  const { users } = q.tables
  const [found] = await q
    .select({ id: users.id, userName: users.userName, active: users.active })
    .from(users)
    .where(and(eq(users.idpId, idpId), eq(users.userNameKey, userNameKey)))
  return found
}
