import { and, asc, eq, isNotNull, isNull, lte, ne, or } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import { updateIdpState, type IdpRow } from './idps.ts'

/** IdPs whose Metadata URL was asked by `checkedBefore`, or by `failedBefore` without an answer. The longest ago first. */
export async function listDueMetadata(
  q: Reader,
  due: { checkedBefore: Date; failedBefore: Date; limit: number },
): Promise<IdpRow[]> {
  const { idps } = q.tables
  return q
    .select()
    .from(idps)
    .where(
      and(
        ne(idps.metadataUrl, ''),
        ne(idps.status, 'deleting'),
        or(
          isNull(idps.metadataCheckedAt),
          lte(idps.metadataCheckedAt, due.checkedBefore),
          and(isNotNull(idps.metadataProblem), lte(idps.metadataCheckedAt, due.failedBefore)),
        ),
      ),
    )
    .orderBy(asc(idps.metadataCheckedAt), asc(idps.id))
    .limit(due.limit)
}

/** Whether this process is the one to ask: of several that saw the same row, one is. */
export async function claimMetadata(
  tx: Writer,
  row: Pick<IdpRow, 'id' | 'metadataCheckedAt'>,
  now: Date,
): Promise<boolean> {
  const { idps } = tx.tables
  const seen = row.metadataCheckedAt
  const claimed = await tx
    .update(idps)
    .set({ metadataCheckedAt: now })
    .where(and(eq(idps.id, row.id), seen === null ? isNull(idps.metadataCheckedAt) : eq(idps.metadataCheckedAt, seen)))
    .returning({ id: idps.id })
  if (claimed.length > 0) await updateIdpState(tx, row.id, { metadataCheckedAt: now })
  return claimed.length > 0
}
