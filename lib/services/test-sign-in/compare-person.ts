import { findAdministratorByEmail } from '#db/queries/administrators.ts'
import type { IdpRow } from '#db/queries/idps.ts'
import { findUserNamed } from '#db/queries/user-named.ts'
import type { Reader } from '#db/store.ts'
import { fold } from '#lib/scim/fold.ts'
import { findNearMiss } from '../sign-on-people/near-miss.ts'

/** What a sign-in of this login name would meet here. A test changes nothing of it. */
export type PersonCheck =
  /** `isExact` is false where only the case differs, which counts as the same. */
  | { kind: 'known'; id: string; userName: string; isExact: boolean }
  | { kind: 'inactive'; id: string; userName: string }
  /** SCIM has not brought them: refused. `nearMiss` was probably meant. */
  | { kind: 'absent'; nearMiss: string | null }
  /** SAML Auto-Provisioning would make them. */
  | { kind: 'made' }
  /** Nobody is provisioned: whoever the IdP vouches for is let in. */
  | { kind: 'unchecked' }
  | { kind: 'administrator'; email: string }
  | { kind: 'no-administrator' }

type Judging = Pick<IdpRow, 'id' | 'singleSignOn' | 'scimSync' | 'samlAutoProvisioning'>

export async function comparePerson(q: Reader, idp: Judging, loginName: string): Promise<PersonCheck> {
  if (idp.singleSignOn === 'admin') {
    const found = await findAdministratorByEmail(q, fold(loginName))
    return found && !found.isDisabled ? { kind: 'administrator', email: found.email } : { kind: 'no-administrator' }
  }
  if (!idp.scimSync && !idp.samlAutoProvisioning) return { kind: 'unchecked' }
  const user = await findUserNamed(q, idp.id, fold(loginName))
  if (user && !user.active) return { kind: 'inactive', id: user.id, userName: user.userName }
  if (user) return { kind: 'known', id: user.id, userName: user.userName, isExact: user.userName === loginName }
  if (idp.samlAutoProvisioning) return { kind: 'made' }
  return { kind: 'absent', nearMiss: await findNearMiss(q, idp.id, loginName) }
}
