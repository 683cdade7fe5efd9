import { pgKit } from './kit.ts'
import { defineTables } from './tables.ts'

// drizzle-kit reads the exports of this module; it knows no other way to find a table.
export const {
  organisations,
  administrators,
  sessions,
  setupLinks,
  signInAttempts,
  auditLogs,
  idps,
  idpDomains,
  idpCertificates,
  spCertificates,
  scimTokens,
  scimTokenUses,
  requestCounts,
  users,
  userEmails,
  groups,
  members,
  deletedResources,
  totals,
  syncLogs,
  syncLogEntities,
} = defineTables(pgKit)
