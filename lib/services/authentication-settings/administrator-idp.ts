import { store } from '#db/index.ts'
import { findDomainOwner } from '#db/queries/locations.ts'
import { listIdpRows, type IdpRow } from '#db/queries/idps.ts'
import type { Reader } from '#db/store.ts'
import { domainOf } from '../places/choose-idp.ts'

/** An administrators' IdP as the sign-in page names it. */
export type AdministratorIdp = Pick<IdpRow, 'id' | 'name'>

/** The IdPs that can sign administrators in, by name. */
export async function listAdministratorIdps(q: Reader = store().read): Promise<AdministratorIdp[]> {
  const rows = await listIdpRows(q)
  return rows
    .filter((idp) => idp.singleSignOn === 'admin' && idp.status === 'enabled' && idp.singleSignOnUrl !== '')
    .map(({ id, name }) => ({ id, name }))
}

/**
 * The IdP for an administrator: the one that owns the domain of their e-mail address, else the only one there is. A domain
 * belongs to one IdP, and most often to that of the users; so `undefined`, with several IdPs and none of the domain, means
 * that they have to choose. Whether an administrator has this address plays no part: strangers learn nothing here.
 */
export async function chooseAdministratorIdp(
  email: string,
  q: Reader = store().read,
): Promise<AdministratorIdp | undefined> {
  const idps = await listAdministratorIdps(q)
  const domain = domainOf(email)
  const ownerId = domain === undefined ? undefined : await findDomainOwner(q, domain)
  return idps.find((idp) => idp.id === ownerId) ?? (idps.length === 1 ? idps[0] : undefined)
}
