import { pgKit } from './kit.ts'
import { defineTables } from './tables.ts'

// drizzle-kit reads the exports of this module; it knows no other way to find a table.
export const {
  organisations,
  administrators,
  sessions,
  setupLinks,
  passwordLinks,
  totpFactors,
  recoveryCodes,
  passkeys,
  signInChallenges,
  signInAttempts,
  auditLogs,
  auditSeals,
  auditChain,
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
