import { href } from '#lib/table/href.ts'

/** *Edit IdP Configuration*, at one of its sections. */
export const editHref = (idpId: string, section?: 'saml' | 'scim'): string =>
  `/authentication/idp-configuration/${idpId}${section === undefined ? '' : `#${section}`}`

/** *Connect* of an IdP; `guide`: the name of the guide beside it. */
export const connectHref = (idpId: string, guide?: string): string =>
  href(`/authentication/idp-configuration/${idpId}/connect`, { guide })

/** *Readiness* of an IdP: whether all are here that it has. Its table is of the IdP that the query names. */
export const readinessHref = (idpId: string): string =>
  href(`/authentication/idp-configuration/${idpId}/readiness`, { idp: idpId })

/** *Held Requests* of an IdP. */
export const heldHref = (idpId: string): string => `/authentication/idp-configuration/${idpId}/held-requests`

/** SCIM Sync Logs of an IdP: what was rejected. */
export const rejectedHref = (idpId: string): string =>
  href('/authentication/scim/sync-logs', { idp: idpId, outcome: 'rejected' })
