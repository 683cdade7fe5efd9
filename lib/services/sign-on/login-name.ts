import { listIdpDomains, type IdpRow } from '#db/queries/idps.ts'
import type { Reader } from '#db/store.ts'
import { valuesOf, type Assertion } from '#lib/saml/assertion.ts'
import type { RefusalCode } from '#lib/saml/refusals.ts'
import { domainOf, mayVouchFor } from '../places/choose-idp.ts'

export type LoginName =
  | { readonly loginName: string }
  /** `loginName` is what was read before it was refused, for the log; empty when nothing was. */
  | { readonly refusal: RefusalCode; readonly detail: string; readonly loginName: string }

const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'

/**
 * Whom an assertion is about, by the Login Name Attribute, and whether this IdP may speak for them: one IdP must not sign
 * in a user whose domain is another's.
 */
export async function loginNameOf(
  q: Reader,
  idp: Pick<IdpRow, 'id' | 'singleSignOn' | 'isDefault' | 'usesArbitraryDomains' | 'loginNameAttribute'>,
  assertion: Pick<Assertion, 'nameId' | 'nameIdFormat' | 'attributes'>,
): Promise<LoginName> {
  const { loginNameAttribute: attribute } = idp
  const isNameId = attribute === 'NameID'
  if (isNameId && assertion.nameIdFormat === TRANSIENT) {
    return { refusal: 'SAML-509', detail: 'NameID has the format transient', loginName: '' }
  }
  const values = isNameId ? [assertion.nameId] : valuesOf(assertion, attribute)
  const [loginName = ''] = values
  if (values.length !== 1 || loginName.trim() === '') {
    const found = values.length > 1 ? `${attribute} has ${values.length} values` : `${attribute} is missing`
    return { refusal: 'SAML-502', detail: found, loginName: '' }
  }
  // Neither trimmed nor mended: what differs from the userName by a space is a near miss, and is told as one.
  if (loginName.length > 320 || /\p{Cc}/u.test(loginName + assertion.nameId)) {
    return { refusal: 'SAML-502', detail: `${attribute} is too long, or holds control characters`, loginName: '' }
  }
  const mayVouch =
    idp.singleSignOn === 'user' ? mayVouchFor(idp, loginName, q) : mayVouchForAdministrator(q, idp, loginName)
  if (await mayVouch) return { loginName }
  return { refusal: 'SAML-503', detail: `${loginName} is not of this IdP’s Authentication Domains`, loginName }
}

/**
 * A domain belongs to one IdP, most often the users'; their administrators' IdP then has none, and the address of the
 * administrator alone decides. With domains of its own it is held to them.
 */
async function mayVouchForAdministrator(q: Reader, idp: Pick<IdpRow, 'id'>, loginName: string): Promise<boolean> {
  const domains = await listIdpDomains(q, idp.id)
  return domains.length === 0 || domains.some(({ domain }) => domain === domainOf(loginName))
}
