import { exportAdministrators, exportApiKeys } from './administration.ts'
import { exportAlerts, exportDeliveries } from './alerts.ts'
import { exportAuditLogs } from './audit-logs.ts'
import { exportComparedPeople } from './compared-people.ts'
import { exportDecisions } from './decision-log.ts'
import { exportDirectoryDepartments, exportDirectoryGroups, exportDirectoryUsers } from './directory.ts'
import { exportIdps } from './idp-configurations.ts'
import {
  exportAccessRules,
  exportApplications,
  exportForwardingRules,
  exportLocations,
  exportSegmentGroups,
  exportTimeoutRules,
} from './policy.ts'
import { exportSamlAttributes } from './saml-attributes.ts'
import { exportAttributes } from './scim-attributes.ts'
import { exportGroups } from './scim-groups.ts'
import { exportSyncLogs } from './scim-sync-logs.ts'
import { exportUsers } from './scim-users.ts'
import type { ExportSource } from './source.ts'
import { exportNotProvisioned, exportSignInLog, exportUserSessions } from './user-sessions.ts'

/** Every table whose rows can be exported: those with `hasExport`. */
export const sources: readonly ExportSource[] = [
  exportIdps,
  exportUsers,
  exportGroups,
  exportAttributes,
  exportSyncLogs,
  exportAuditLogs,
  exportSamlAttributes,
  exportDirectoryUsers,
  exportDirectoryGroups,
  exportDirectoryDepartments,
  exportUserSessions,
  exportSignInLog,
  exportNotProvisioned,
  exportDecisions,
  exportComparedPeople,
  exportAdministrators,
  exportApiKeys,
  exportAlerts,
  exportDeliveries,
  exportApplications,
  exportSegmentGroups,
  exportLocations,
  exportAccessRules,
  exportForwardingRules,
  exportTimeoutRules,
]

export const findSource = (table: string): ExportSource | undefined =>
  sources.find(({ definition }) => definition.name === table)
