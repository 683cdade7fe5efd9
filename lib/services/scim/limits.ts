import type { ScimIdp } from '#db/queries/tokens.ts'
import type { BulkLimits } from '#lib/scim/bulk.ts'
import type { Capabilities } from '#lib/scim/discovery.ts'
import type { PagingLimits } from '#lib/scim/paging.ts'
import { CURSOR_TIMEOUT_S } from './cursor.ts'

/** Bytes of a request body. Okta pushes whole member lists, so that groups may be large. */
export const MAX_BODY_BYTES = 1024 * 1024
export const MAX_GROUP_BODY_BYTES = 32 * 1024 * 1024

/** Page sizes of an IdP, as it is set up. */
export const pagingOf = ({
  pageSize,
  maximumPageSize,
}: Pick<ScimIdp, 'pageSize' | 'maximumPageSize'>): PagingLimits => ({
  defaultCount: pageSize,
  maxCount: maximumPageSize,
})

/** What is announced where there is no such IdP: who it is for is not told apart. */
const ANY_IDP = { pageSize: 100, maximumPageSize: 1_000 }

export const BULK: BulkLimits = { maxOperations: 1_000, maxPayloadSize: MAX_GROUP_BODY_BYTES }

/** What ServiceProviderConfig announces: exactly what the service does for this IdP. */
export function capabilitiesOf(idp: Pick<ScimIdp, 'pageSize' | 'maximumPageSize'> = ANY_IDP): Capabilities {
  const { defaultCount, maxCount } = pagingOf(idp)
  return {
    patch: true,
    filter: { supported: true, maxResults: maxCount },
    bulk: { supported: true, ...BULK },
    sort: true,
    etag: true,
    changePassword: false,
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: defaultCount,
      maxPageSize: maxCount,
      cursorTimeout: CURSOR_TIMEOUT_S,
    },
  }
}
