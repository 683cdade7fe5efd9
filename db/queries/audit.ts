import type { Reader, Writer } from '../store.ts'

export type AuditLogRow = Reader['tables']['auditLogs']['$inferSelect']

export async function insertAuditLog(tx: Writer, row: AuditLogRow): Promise<void> {
  await tx.insert(tx.tables.auditLogs).values(row)
}
