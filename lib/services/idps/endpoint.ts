import { env } from '#lib/env.ts'

/** The SCIM Service Provider Endpoint that is entered in the IdP. */
export const scimEndpoint = (organisationId: string, idpId: string): string =>
  `${env().url}/scim/${organisationId}/${idpId}/v2`
