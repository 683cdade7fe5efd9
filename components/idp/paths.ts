import { href } from '#lib/table/href.ts'

/** *Held Requests* of an IdP. */
export const heldHref = (idpId: string): string => `/authentication/idp-configuration/${idpId}/held-requests`

/** SCIM Sync Logs of an IdP: what was rejected. */
export const rejectedHref = (idpId: string): string =>
  href('/authentication/scim/sync-logs', { idp: idpId, outcome: 'rejected' })
