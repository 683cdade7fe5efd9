import { listDomains } from '#db/queries/tokens.ts'
import { store } from '#db/index.ts'
import { invalidValue } from '#lib/scim/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { AdmittedCall } from './call.ts'

/**
 * Whether the userName lies outside the IdP's Authentication Domains. An IdP without domains, or used with arbitrary
 * ones, has no outside. Throws 400 when the IdP's setting is to refuse such a name.
 */
export async function isForeignDomain({ idp }: AdmittedCall, userName: string): Promise<boolean> {
  if (idp.usesArbitraryDomains) return false
  const domains = await listDomains(store().read, idp.id)
  if (domains.length === 0) return false
  const name = fold(userName)
  if (domains.includes(name.slice(name.lastIndexOf('@') + 1)) && name.includes('@')) return false
  if (idp.onForeignDomain === 'refuse') {
    throw invalidValue(
      `userName "${userName}" is outside the Authentication Domains of this identity provider · accepted are names that end in ${domains.map((domain) => `@${domain}`).join(', ')}`,
    )
  }
  return true
}
