import { and, asc, eq, inArray } from 'drizzle-orm'
import { startsWithText } from '../dialect.ts'
import type { Reader } from '../store.ts'

/** How users may be told who are perhaps meant. Everything folded. */
export type NearMissQuestion = { email: string; userNameKeys: readonly string[]; prefixes: readonly string[] }

/** Candidates of a kind, of which a million users may have many. */
const MOST = 500

/** userNames of the IdP: of users with this e-mail address, and of users whose names are these or begin so. */
export async function listNearUserNames(
  q: Reader,
  idpId: string,
  { email, userNameKeys, prefixes }: NearMissQuestion,
): Promise<{ byEmail: string[]; byName: string[] }> {
  const { users, userEmails } = q.tables
  const byEmail = await q
    .select({ userName: users.userName })
    .from(userEmails)
    .innerJoin(users, and(eq(users.idpId, userEmails.idpId), eq(users.id, userEmails.userId)))
    .where(and(eq(userEmails.idpId, idpId), eq(userEmails.valueKey, email)))
    .orderBy(asc(users.userNameKey))
    .limit(1)
  const byName: { userName: string }[] = []
  const some = [
    inArray(users.userNameKey, [...userNameKeys]),
    ...prefixes.map((one) => startsWithText(users.userNameKey, one)),
  ]
  for (const isNear of some) {
    byName.push(
      ...(await q
        .select({ userName: users.userName })
        .from(users)
        .where(and(eq(users.idpId, idpId), isNear))
        .orderBy(asc(users.userNameKey))
        .limit(MOST)),
    )
  }
  return { byEmail: byEmail.map((row) => row.userName), byName: byName.map((row) => row.userName) }
}
