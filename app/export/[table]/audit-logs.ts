import { store } from '#db/index.ts'
import { listAuditPage } from '#db/queries/audit-list.ts'
import { auditLogs } from '#lib/table/audit-logs.ts'
import { auditActionLabel, auditResourceLabel } from '#lib/table/audit-words.ts'
import { exportSource } from './source.ts'

export const exportAuditLogs = exportSource({
  definition: auditLogs,
  permission: 'read',
  open: async () => ({ list: (query) => listAuditPage(store().report, query) }),
  values: {
    at: (row) => row.at,
    actor: (row) => row.actorName,
    action: (row) => auditActionLabel(row.action),
    resourceType: (row) => auditResourceLabel(row.targetType),
    resourceName: (row) => row.targetName,
    changes: () => undefined,
    address: (row) => row.address,
    actorId: (row) => row.actorId,
    resourceId: (row) => row.targetId,
    operation: (row) => row.action,
    userAgent: (row) => row.userAgent,
    before: (row) => row.before,
    after: (row) => row.after,
  },
})
