import { href } from '#lib/table/href.ts'

export const scimPages = [
  { path: '/authentication/scim/attributes', label: 'SCIM Attributes' },
  { path: '/authentication/scim/users', label: 'SCIM Users' },
  { path: '/authentication/scim/groups', label: 'SCIM Groups' },
  { path: '/authentication/scim/sync-logs', label: 'SCIM Sync Logs' },
  { path: '/authentication/scim/rehearsal', label: 'SCIM Rehearsal' },
] as const

export type ScimPath = (typeof scimPages)[number]['path']

export const attributesHref = (idp: string): string => href('/authentication/scim/attributes', { idp })

/** SCIM Users, narrowed to one and with it open. */
export const userHref = (idp: string, id: string): string => href('/authentication/scim/users', { idp, id, row: id })

export const groupHref = (idp: string, id: string): string => href('/authentication/scim/groups', { idp, id, row: id })

/** The page of one user: everything known about it. */
export const userPageHref = (idp: string, id: string): string => href(`/authentication/scim/users/${id}`, { idp })

export const groupPageHref = (idp: string, id: string): string => href(`/authentication/scim/groups/${id}`, { idp })

/** One request, open in SCIM Sync Logs, among those about an entity. */
export const logHref = (idp: string, entityId: string, logId: string): string =>
  href('/authentication/scim/sync-logs', { idp, payloadId: entityId, row: logId })

/** Requests about an entity, or whose payload names it. */
export const logsHref = (idp: string, entityId: string): string =>
  href('/authentication/scim/sync-logs', { idp, payloadId: entityId })
