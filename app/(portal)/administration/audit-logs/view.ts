import type { AuditView } from '#components/administration/audit-logs-table.tsx'
import { changedNames } from '#components/administration/difference.ts'
import type { AuditLogRow } from '#db/queries/audit.ts'
import { auditActionLabel, auditResourceLabel } from '#lib/table/audit-words.ts'

/** What a cell can hold; a page of whole states could be megabytes. */
const mostText = 300

/** A line of the list. */
export const auditView = (row: AuditLogRow): AuditView => ({
  ...auditEntry(row),
  before: row.before && row.before.slice(0, mostText),
  after: row.after && row.after.slice(0, mostText),
})

/** An entry whole. */
export const auditEntry = (row: AuditLogRow): AuditView => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: row.actorName,
  actorId: row.actorId,
  action: auditActionLabel(row.action),
  operation: row.action,
  targetType: row.targetType,
  resourceType: auditResourceLabel(row.targetType),
  resourceName: row.targetName,
  resourceId: row.targetId,
  changes: changedNames(row.targetType, row.before, row.after),
  address: row.address,
  userAgent: row.userAgent,
  before: row.before,
  after: row.after,
})
