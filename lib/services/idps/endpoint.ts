import { env } from '#lib/env.ts'

/** The SCIM Service Provider Endpoint that is entered in the IdP. */
export const scimEndpoint = (organisationId: string, idpId: string): string =>
  `${env().url}/scim/${organisationId}/${idpId}/v2`

/** The older form of the Base URL, which names no IdP and stands for the default one. */
export const deprecatedBaseUrl = (organisationId: string): string => `${env().url}/${organisationId}/scim`

/** The same endpoint in the form that IdPs build from `<Organization ID>/<IdP ID>`. */
export const scimBaseUrl = (organisationId: string, idpId: string): string =>
  `${env().url}/${organisationId}/${idpId}/scim`
