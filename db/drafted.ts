import type { Reader } from './store.ts'
import type { Tables } from './tables.ts'

const handles = new WeakMap<object, unknown>()

/** The same handle on the draft: the tables of configuration are those that administrators are editing. */
export function drafted<Q extends Reader>(q: Q): Q {
  const kept = handles.get(q)
  if (kept) return kept as Q
  const t = q.tables
  const tables: Tables = {
    ...t,
    idps: t.draftIdps,
    idpDomains: t.draftIdpDomains,
    idpCertificates: t.draftIdpCertificates,
    idpRoles: t.draftIdpRoles,
    samlAttributes: t.draftSamlAttributes,
    authenticationSettings: t.draftAuthenticationSettings,
    exemptedUrls: t.draftExemptedUrls,
    locations: t.draftLocations,
    locationRanges: t.draftLocationRanges,
    segmentGroups: t.draftSegmentGroups,
    applications: t.draftApplications,
    policyRules: t.draftPolicyRules,
    policyReferences: t.draftPolicyReferences,
  }
  // What is remembered is remembered of what is published.
  const handle = Object.create(q, { tables: { value: tables }, memory: { value: undefined } }) as Q
  handles.set(q, handle)
  return handle
}
