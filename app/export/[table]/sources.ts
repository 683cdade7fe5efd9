import { exportAuditLogs } from './audit-logs.ts'
import { exportDirectoryDepartments, exportDirectoryGroups, exportDirectoryUsers } from './directory.ts'
import { exportAttributes } from './scim-attributes.ts'
import { exportGroups } from './scim-groups.ts'
import { exportSyncLogs } from './scim-sync-logs.ts'
import { exportUsers } from './scim-users.ts'
import type { ExportSource } from './source.ts'

/** Every table whose rows can be exported: those with `hasExport`. */
export const sources: readonly ExportSource[] = [
  exportUsers,
  exportGroups,
  exportAttributes,
  exportSyncLogs,
  exportAuditLogs,
  exportDirectoryUsers,
  exportDirectoryGroups,
  exportDirectoryDepartments,
]

export const findSource = (table: string): ExportSource | undefined =>
  sources.find(({ definition }) => definition.name === table)
