import { findAdministratorByEmail, lockAdministrator, type AdministratorRow } from '#db/queries/administrators.ts'
import type { IdpRow } from '#db/queries/idps.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import type { Writer } from '#db/store.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { SamlRefusal } from '#lib/saml/refusals.ts'
import { fold } from '#lib/scim/fold.ts'
import { openSession } from '../sign-in-sessions.ts'
import { takeRole } from './administrator-roles.ts'

/** Of a verified assertion, what signing an administrator in goes by. */
export type AdministratorAssertion = {
  /** The value of the IdP's Login Name Attribute: NameID, unless it says otherwise. */
  readonly loginName: string
  /** Whom single logout is about. */
  readonly nameId: string
  readonly nameIdFormat: string
  readonly sessionIndex?: string | undefined
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[]
}

/**
 * Signs in the administrator whose e-mail address is the login name, exactly but for case, in the turn that spends the
 * request; an assertion makes nobody an administrator. Where the IdP has a role attribute, its values give the role. A
 * second factor of their own is not asked for: the IdP answers for how they proved who they are.
 * @returns the reference of a new session, for `keepSession`.
 * @throws SamlRefusal when nobody has this address, the account is disabled, or no value gives a role.
 */
export async function finishAdministratorSignIn(
  tx: Writer,
  { idp, assertion, caller }: { idp: IdpRow; assertion: AdministratorAssertion; caller: Caller },
): Promise<{ reference: string; administrator: AdministratorRow }> {
  // Owners wait for each other here as everywhere: of two who lose the role at once, one must see the other's loss.
  await lockOrganisation(tx)
  const found = await findAdministratorByEmail(tx, fold(assertion.loginName))
  const current = found && (await lockAdministrator(tx, found.id))
  if (!current) throw new SamlRefusal('SAML-506', `${assertion.loginName} is no administrator's e-mail address`)
  if (current.isDisabled) throw new SamlRefusal('SAML-510', current.email)
  const administrator = await takeRole(tx, current, { idp, assertion, caller })
  const { nameId, nameIdFormat, sessionIndex = null } = assertion
  const saml = { idpId: idp.id, sessionIndex, nameId, nameIdFormat }
  return { reference: await openSession(tx, administrator, caller, 'saml', saml), administrator }
}
