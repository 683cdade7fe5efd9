import { store } from '#db/index.ts'
import { listExistingIdps } from '#db/queries/idps.ts'
import type { ScimToken } from '#db/queries/tokens.ts'
import type { ScimRequest } from './message.ts'

/**
 * Whom a request was meant for whose address is no IdP's: the one that its token belongs to, live or not, or the one whose
 * ID is somewhere in the address. For the log alone, in which its administrator looks for it: it opens nothing.
 */
export async function meantIdp(request: ScimRequest, token: ScimToken | undefined): Promise<string | undefined> {
  const named = `${request.basePath}${request.path}`.slice(0, 2_048).match(IDP_ID)?.slice(0, 2) ?? []
  const ids = [...(token ? [token.idpId] : []), ...named]
  if (ids.length === 0) return undefined
  const existing = await listExistingIdps(store().read, ids)
  return ids.find((id) => existing.includes(id))
}

/** As `newIdpId` makes them. */
const IDP_ID = /(?<!\d)[1-9]\d{17}(?!\d)/g
