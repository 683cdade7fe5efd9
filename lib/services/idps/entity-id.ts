import { env } from '#lib/env.ts'
import { serviceProvider } from '#lib/saml/sp-metadata.ts'

/**
 * The Service Provider Entity ID of one IdP. With Org-Specific Entity ID it names the organisation too, for
 * installations whose IdP ids are the same: one that was restored from a copy of the other.
 */
export const entityIdOf = (idpId: string, organisationId: string, hasOrgEntityId: boolean): string => {
  const { entityId } = serviceProvider(env().url, idpId)
  return hasOrgEntityId ? `${entityId}/${organisationId}` : entityId
}
