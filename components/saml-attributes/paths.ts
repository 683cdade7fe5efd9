import { href } from '#lib/table/href.ts'

export const samlAttributesPath = '/authentication/saml-attributes'

/** *Show Attributes*: those of one IdP. */
export const attributesOfHref = (idpId: string): string => href(samlAttributesPath, { provider: idpId })

/** *Import*: a sign-in at the IdP that shows which attributes it brings. */
export const importHref = (idpId: string): string => href(`/saml/${idpId}/login`, { purpose: 'import' })

/** *Test sign-in*: the same, with every step and check. */
export const testHref = (idpId: string): string => href(`/saml/${idpId}/login`, { purpose: 'test' })
