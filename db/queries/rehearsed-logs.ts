import { and, asc, eq, gte } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import { lowestIdAt } from './sync-log-ids.ts'
import type { SyncLogRow } from './sync-logs.ts'

/** The log rows that a rehearsal made, by the address that only it has; oldest first. */
export async function listRehearsedLogs(q: Reader, idpId: string, address: string, since: Date): Promise<SyncLogRow[]> {
  const { syncLogs: log } = q.tables
  return q
    .select()
    .from(log)
    .where(and(eq(log.idpId, idpId), gte(log.id, lowestIdAt(since)), eq(log.address, address)))
    .orderBy(asc(log.id))
}
