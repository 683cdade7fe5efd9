import { store } from '#db/index.ts'
import { findDefaultIdpId } from '#db/queries/default-idp.ts'
import { findScimIdp, type ScimIdp } from '#db/queries/tokens.ts'
import type { ScimRequest } from './message.ts'

type Addressed = Pick<ScimRequest, 'organisationId' | 'idpId'>

/** The deprecated Base URL, `/{orgId}/scim`, which names no IdP. */
export const namesNoIdp = ({ organisationId, idpId }: Addressed): boolean => idpId === '' && organisationId !== ''

/** The IdP that a request is addressed to: the one that its address names, or else the organisation's default IdP. */
export const addressedIdp = (request: Addressed): Promise<ScimIdp | undefined> =>
  namesNoIdp(request) ? defaultIdp(request) : findScimIdp(store().read, request.organisationId, request.idpId)

async function defaultIdp({ organisationId }: Addressed): Promise<ScimIdp | undefined> {
  const { read } = store()
  const id = await findDefaultIdpId(read, organisationId)
  return id === undefined ? undefined : findScimIdp(read, organisationId, id)
}
