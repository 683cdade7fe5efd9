import { href } from '#lib/table/href.ts'

/** The reference, filled in with an IdP's endpoint, perhaps at one of its operations. */
export const referenceHref = (idp?: string, operation?: string): string =>
  `${href('/help/scim-api', { idp })}${operation === undefined ? '' : `#${operation}`}`

/** *Try it* with an IdP, perhaps with one of the reference's examples ready to be sent: `listUsers/page`. */
export const tryItHref = (idp: string, example?: string): string =>
  href(`/authentication/idp-configuration/${idp}/try-it`, { example })

/** The OpenAPI document of the service. */
export const documentPath = '/scim/openapi.json'
