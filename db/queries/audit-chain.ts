import { and, asc, eq, gt, inArray, isNull, lt, max, sql } from 'drizzle-orm'
import { locked } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'
import type { AuditLogRow } from './audit.ts'

export type AuditChainRow = Reader['tables']['auditChain']['$inferSelect']
export type AuditSealRow = Reader['tables']['auditSeals']['$inferSelect']

/** There is one chain. */
const onlyId = '1'

export async function findAuditChain(q: Reader): Promise<AuditChainRow | undefined> {
  const { auditChain } = q.tables
  const [row] = await q.select().from(auditChain).where(eq(auditChain.id, onlyId))
  return row
}

/** The chain's row, locked until the end of the turn: of several processes, one seals at a time. */
export async function lockAuditChain(tx: Writer): Promise<AuditChainRow | undefined> {
  const { auditChain } = tx.tables
  const [row] = await locked(tx, tx.select().from(auditChain).where(eq(auditChain.id, onlyId)))
  return row
}

/** Leaves a chain that another process has begun meanwhile as it is, and answers false. */
export async function insertAuditChain(tx: Writer, row: Omit<AuditChainRow, 'id'>): Promise<boolean> {
  const { auditChain } = tx.tables
  const made = await tx
    .insert(auditChain)
    .values({ ...row, id: onlyId })
    .onConflictDoNothing()
    .returning({ id: auditChain.id })
  return made.length > 0
}

export async function updateAuditChain(tx: Writer, row: Partial<Omit<AuditChainRow, 'id'>>): Promise<void> {
  const { auditChain } = tx.tables
  await tx.update(auditChain).set(row).where(eq(auditChain.id, onlyId))
}

/** The oldest rows that have no link, by id. `after` bounds the search: an id below which every row has one. */
export async function listUnsealed(q: Reader, after: string, limit: number): Promise<AuditLogRow[]> {
  const { auditLogs, auditSeals } = q.tables
  const rows = await q
    .select({ log: auditLogs })
    .from(auditLogs)
    .leftJoin(auditSeals, eq(auditSeals.logId, auditLogs.id))
    .where(and(gt(auditLogs.id, after), isNull(auditSeals.seq)))
    .orderBy(asc(auditLogs.id))
    .limit(limit)
  return rows.map(({ log }) => log)
}

/** The first row below `id` that has no link. */
export async function findUnsealedBefore(q: Reader, id: string): Promise<AuditLogRow | undefined> {
  const { auditLogs, auditSeals } = q.tables
  const [row] = await q
    .select({ log: auditLogs })
    .from(auditLogs)
    .leftJoin(auditSeals, eq(auditSeals.logId, auditLogs.id))
    .where(and(lt(auditLogs.id, id), isNull(auditSeals.seq)))
    .orderBy(asc(auditLogs.id))
    .limit(1)
  return row?.log
}

export async function countUnsealed(q: Reader, after: string): Promise<number> {
  const { auditLogs, auditSeals } = q.tables
  const [row] = await q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(auditLogs)
    .leftJoin(auditSeals, eq(auditSeals.logId, auditLogs.id))
    .where(and(gt(auditLogs.id, after), isNull(auditSeals.seq)))
  return row?.count ?? 0
}

export async function insertAuditSeals(tx: Writer, rows: AuditSealRow[]): Promise<void> {
  await tx.insert(tx.tables.auditSeals).values(rows)
}

/** The next links after `seq`, each with its row, or null where the row is gone. */
export async function listSealed(
  q: Reader,
  seq: number,
  limit: number,
): Promise<{ seal: AuditSealRow; log: AuditLogRow | null }[]> {
  const { auditLogs, auditSeals } = q.tables
  return q
    .select({ seal: auditSeals, log: auditLogs })
    .from(auditSeals)
    .leftJoin(auditLogs, eq(auditLogs.id, auditSeals.logId))
    .where(gt(auditSeals.seq, seq))
    .orderBy(asc(auditSeals.seq))
    .limit(limit)
}

/** The number of the last link; 0 without any. */
export async function lastSealSeq(q: Reader): Promise<number> {
  const [row] = await q.select({ seq: max(q.tables.auditSeals.seq) }).from(q.tables.auditSeals)
  return row?.seq ?? 0
}

/** Drops links with their rows. */
export async function deleteSealed(tx: Writer, seals: readonly AuditSealRow[]): Promise<void> {
  const { auditLogs, auditSeals } = tx.tables
  const logIds = seals.map(({ logId }) => logId)
  await tx.delete(auditLogs).where(inArray(auditLogs.id, logIds))
  await tx.delete(auditSeals).where(inArray(auditSeals.logId, logIds))
}

/** The number under which a row was sealed; undefined while it waits. */
export async function findSealNumber(q: Reader, logId: string): Promise<number | undefined> {
  const { auditSeals } = q.tables
  const [row] = await q.select({ seq: auditSeals.seq }).from(auditSeals).where(eq(auditSeals.logId, logId))
  return row?.seq
}
