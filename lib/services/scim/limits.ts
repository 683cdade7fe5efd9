import type { BulkLimits } from '#lib/scim/bulk.ts'
import type { Capabilities } from '#lib/scim/discovery.ts'
import type { PagingLimits } from '#lib/scim/paging.ts'
import { CURSOR_TIMEOUT_S } from './cursor.ts'

/** Bytes of a request body. Okta pushes whole member lists, so that groups may be large. */
export const MAX_BODY_BYTES = 1024 * 1024
export const MAX_GROUP_BODY_BYTES = 32 * 1024 * 1024

export const PAGING: PagingLimits = { defaultCount: 100, maxCount: 1_000 }

export const BULK: BulkLimits = { maxOperations: 1_000, maxPayloadSize: MAX_GROUP_BODY_BYTES }

/** What ServiceProviderConfig announces: exactly what the service does. */
export const CAPABILITIES: Capabilities = {
  patch: true,
  filter: { supported: true, maxResults: PAGING.maxCount },
  bulk: { supported: true, ...BULK },
  sort: true,
  etag: true,
  changePassword: false,
  pagination: {
    cursor: true,
    index: true,
    defaultPaginationMethod: 'index',
    defaultPageSize: PAGING.defaultCount,
    maxPageSize: PAGING.maxCount,
    cursorTimeout: CURSOR_TIMEOUT_S,
  },
}
