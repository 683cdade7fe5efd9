import { and, desc, eq, notLike } from 'drizzle-orm'
import type { Reader } from '../store.ts'

/**
 * Who changed a thing last, from the audit log. `type` and `id`: as audit rows name their target. What is done to an IdP's
 * tokens is not a change of its configuration.
 */
export async function findLastChange(
  q: Reader,
  target: { type: string; id: string },
): Promise<{ actorId: string; actorName: string; at: Date } | undefined> {
  const { auditLogs } = q.tables
  const rows = await q
    .select({ actorId: auditLogs.actorId, actorName: auditLogs.actorName, at: auditLogs.at })
    .from(auditLogs)
    .where(
      and(
        eq(auditLogs.targetType, target.type),
        eq(auditLogs.targetId, target.id),
        notLike(auditLogs.action, 'token.%'),
      ),
    )
    .orderBy(desc(auditLogs.id))
    .limit(1)
  return rows[0]
}
