import type { Kit } from './kit.ts'
import { administrationTables } from './tables/administration.ts'
import { alertTables } from './tables/alerts.ts'
import { apiTables } from './tables/api.ts'
import { configurationTables, draftTables } from './tables/configuration.ts'
import { decisionLogTables } from './tables/decision-log.ts'
import { deprovisionGuardTables } from './tables/deprovision-guard.ts'
import { directoryTables } from './tables/directory.ts'
import { forwardAuthTables } from './tables/forward-auth.ts'
import { idpTables } from './tables/idps.ts'
import { impactTables } from './tables/impact.ts'
import { managementTables } from './tables/management.ts'
import { organisationTables } from './tables/organisation.ts'
import { policyTables } from './tables/policy.ts'
import { readinessTables } from './tables/readiness.ts'
import { samlTables } from './tables/saml.ts'
import { searchTables } from './tables/search.ts'
import { syncLogTables } from './tables/sync-logs.ts'
import { tableSettingsTables } from './tables/table-settings.ts'

/** The schema, once. Both engines' tables and migrations come from it. */
export const defineTables = (k: Kit) => ({
  ...organisationTables(k),
  ...administrationTables(k),
  ...idpTables(k),
  ...directoryTables(k),
  ...deprovisionGuardTables(k),
  ...managementTables(k),
  ...samlTables(k),
  ...policyTables(k),
  ...decisionLogTables(k),
  ...forwardAuthTables(k),
  ...configurationTables(k),
  ...draftTables(k),
  ...impactTables(k),
  ...alertTables(k),
  ...apiTables(k),
  ...readinessTables(k),
  ...searchTables(k),
  ...syncLogTables(k),
  ...tableSettingsTables(k),
})

export type Tables = ReturnType<typeof defineTables>
