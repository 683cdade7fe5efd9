import { and, eq, inArray } from 'drizzle-orm'
import type { Reader } from '../store.ts'

/** How many users and groups of an IdP came with sign-ins, by SAML Auto-Provisioning. */
export type SignInMade = { users: number; groups: number }

export async function countSignInMade(q: Reader, idpId: string): Promise<SignInMade> {
  const { annotations, users, groups } = q.tables
  const isMade = and(eq(annotations.idpId, idpId), eq(annotations.source, 'saml'))
  const among = async (table: typeof users | typeof groups) => {
    const made = q.select({ id: annotations.id }).from(annotations).where(isMade)
    return q.$count(table, and(eq(table.idpId, idpId), inArray(table.id, made)))
  }
  return { users: await among(users), groups: await among(groups) }
}
