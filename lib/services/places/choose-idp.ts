import { domainToASCII } from 'node:url'
import { store } from '#db/index.ts'
import { findDefaultIdp } from '#db/queries/default-idp.ts'
import { findArbitraryDomainsIdp, findIdp, listIdpDomains, listIdpRows, type IdpRow } from '#db/queries/idps.ts'
import { findDomainOwner } from '#db/queries/locations.ts'
import type { Reader } from '#db/store.ts'
import type { RefusalCode } from '#lib/saml/refusals.ts'
import { fold } from '#lib/scim/fold.ts'
import { authenticationSettings, type AuthenticationSettings } from '../authentication-settings/settings.ts'
import { findLocation } from './find-location.ts'

export type IdpChoice =
  | { readonly idp: IdpRow; readonly by: 'domain' | 'location' | 'arbitrary-domains' | 'default' }
  /** Nothing decides yet: ask for user@domain. */
  | { readonly choice: 'ask' }
  | { readonly refusal: RefusalCode; readonly detail: string }

/**
 * The IdP that signs a user in: the one that owns the domain; else the one of the location that `address` lies in; else
 * the one used with arbitrary domains, for a domain that was given; else the default one. Of the IdPs for users alone.
 * An owner that is not ready is a refusal, not a reason to ask another IdP.
 * @param asked.loginName `user@domain`; without an @ it is one of the primary Authentication Domain, where there is one.
 */
export async function chooseIdp(
  asked: { loginName?: string; domain?: string; address: string },
  q: Reader = store().read,
): Promise<IdpChoice> {
  const { authenticationType, primaryDomain } = await authenticationSettings(q)
  if (authenticationType !== 'saml') return { refusal: 'SAML-705', detail: 'Authentication Type is not SAML' }
  const isBareName = asked.loginName?.trim() !== '' && asked.loginName?.includes('@') === false
  const named = isBareName && primaryDomain !== '' ? primaryDomain : domainOf(asked.loginName)
  const domain = named ?? readDomain(asked.domain)
  const owner = domain === undefined ? undefined : await usersIdp(q, await findDomainOwner(q, domain))
  if (owner) return ready(owner, 'domain')
  const location = await findLocation(asked.address, q)
  const mapped = await usersIdp(q, location?.idpId ?? undefined)
  if (mapped) return ready(mapped, 'location')
  if (domain !== undefined) {
    const arbitrary = await findArbitraryDomainsIdp(q)
    if (arbitrary) return ready(arbitrary, 'arbitrary-domains')
  } else if (asked.loginName === undefined && (await isDomainWorthAsking(q))) {
    return { choice: 'ask' }
  }
  const fallback = await findDefaultIdp(q)
  if (fallback) return ready(fallback, 'default')
  return {
    refusal: 'SAML-702',
    detail:
      domain === undefined ? 'There is no default IdP' : `${domain} belongs to no IdP, and there is no default IdP`,
  }
}

/**
 * Whether an IdP may say who somebody of this name is: the name's domain is one of its own; or it belongs to no IdP, and
 * this one is the default IdP, is used with arbitrary domains, or has no domains (a location leads to it). Where the
 * organisation has said which domains are its own, only arbitrary domains go beyond them.
 */
export async function mayVouchFor(
  idp: Pick<IdpRow, 'id' | 'isDefault' | 'usesArbitraryDomains'>,
  loginName: string,
  q: Reader = store().read,
): Promise<boolean> {
  const domain = domainOf(loginName)
  const ownerId = domain === undefined ? undefined : await findDomainOwner(q, domain)
  if (ownerId !== undefined) return ownerId === idp.id
  if (idp.usesArbitraryDomains) return true
  if (domain !== undefined && isForeign(domain, await authenticationSettings(q))) return false
  return idp.isDefault || (await listIdpDomains(q, idp.id)).length === 0
}

const isForeign = (domain: string, { primaryDomain, secondaryDomains }: AuthenticationSettings): boolean =>
  primaryDomain !== '' && domain !== primaryDomain && !secondaryDomains.includes(domain)

/** Lower case, punycode, as domains are stored; undefined for a name without one. */
export function domainOf(loginName: string | undefined): string | undefined {
  const at = loginName?.lastIndexOf('@') ?? -1
  return at < 0 ? undefined : readDomain(loginName?.slice(at + 1))
}

const readDomain = (text: string | undefined): string | undefined =>
  domainToASCII(fold((text ?? '').trim()).replace(/\.$/, '')) || undefined

/** An administrators' IdP signs nobody in here, and owns no user's domain. */
async function usersIdp(q: Reader, id: string | undefined): Promise<IdpRow | undefined> {
  const idp = id === undefined ? undefined : await findIdp(q, id)
  return idp?.singleSignOn === 'user' ? idp : undefined
}

/** With one IdP alone, whatever was entered would lead to it. */
async function isDomainWorthAsking(q: Reader): Promise<boolean> {
  const usable = (await listIdpRows(q)).filter((idp) => idp.singleSignOn === 'user' && isReady(idp))
  return usable.length > 1 || (usable.length === 1 && !usable[0]?.isDefault)
}

const isReady = (idp: IdpRow) => idp.status === 'enabled' && idp.singleSignOnUrl !== ''

function ready(idp: IdpRow, by: 'domain' | 'location' | 'arbitrary-domains' | 'default'): IdpChoice {
  if (isReady(idp)) return { idp, by }
  const why = idp.status === 'enabled' ? 'has no Single Sign-On URL' : 'is not enabled'
  return { refusal: 'SAML-507', detail: `${idp.name} ${why}` }
}
