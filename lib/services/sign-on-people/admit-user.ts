import { deleteNotProvisioned } from '#db/queries/not-provisioned.ts'
import type { IdpRow } from '#db/queries/tokens.ts'
import { findUserByUserName } from '#db/queries/users.ts'
import type { Writer } from '#db/store.ts'
import type { SamlAttribute } from '#lib/saml/assertion.ts'
import type { RefusalCode } from '#lib/saml/refusals.ts'
import { fold } from '#lib/scim/fold.ts'
import { loginNameProblem } from './asserted.ts'
import { checkScim, keyOf } from './check-scim.ts'
import { provisionPerson } from './provision-person.ts'

/** Somebody whose assertion has passed every check of SAML. */
export type Arrival = {
  idp: AdmittingIdp
  assertion: { readonly attributes: readonly SamlAttribute[] }
  /** What the Login Name Attribute says. */
  loginName: string
  now: Date
  caller: { readonly address: string; readonly userAgent: string }
}

/** What of an IdP decides whom it may bring, and what becomes of them. */
export type AdmittingIdp = Pick<
  IdpRow,
  | 'id'
  | 'name'
  | 'scimSync'
  | 'samlAutoProvisioning'
  | 'displayNameAttribute'
  | 'groupNameAttribute'
  | 'departmentNameAttribute'
  | 'usesArbitraryDomains'
  | 'groupsPerUser'
>

/** No login name; SCIM has not brought them; SCIM, or an administrator, has deactivated them; nobody can be made of it. */
export type AdmissionRefusal = Extract<RefusalCode, 'SAML-501' | 'SAML-504' | 'SAML-505' | 'SAML-508'>

export type Admission =
  | {
      isAdmitted: true
      /** Null where the IdP provisions nobody, or nobody of this name. */
      userId: string | null
      /** As it is kept, which may differ in case from the login name. */
      userName: string
      /** What was made or left out, as sentences for the sign-in log. */
      notes: string[]
    }
  /** `detail` is for administrators: it may name somebody else. */
  | { isAdmitted: false; refusal: AdmissionRefusal; detail: string }

/**
 * Whether Rollcall lets in whom the IdP vouches for: the SCIM check, or SAML Auto-Provisioning. It answers a refusal instead
 * of throwing one, since what it keeps of the attempt (who is not provisioned) must be committed with the sign-in log. The
 * user stays as they are until the turn ends: a deactivation waits, and then ends the session that this turn opens.
 * Whether the login name lies within the IdP's Authentication Domains is the caller's to check.
 */
export async function admitUser(tx: Writer, arrival: Arrival): Promise<Admission> {
  const { idp, loginName } = arrival
  const problem = loginNameProblem(loginName)
  if (problem !== undefined) return { isAdmitted: false, refusal: 'SAML-501', detail: problem }
  const admission = idp.scimSync
    ? await checkScim(tx, arrival)
    : idp.samlAutoProvisioning
      ? await provisionPerson(tx, arrival)
      : await letIn(tx, arrival)
  if (admission.isAdmitted) await deleteNotProvisioned(tx, idp.id, keyOf(loginName))
  return admission
}

/** Provisioning is off: whoever the IdP vouches for. A user of the name is still theirs, for an administrator to see. */
async function letIn(tx: Writer, { idp, loginName }: Arrival): Promise<Admission> {
  const user = await findUserByUserName(tx, idp.id, fold(loginName))
  return { isAdmitted: true, userId: user?.id ?? null, userName: loginName, notes: [] }
}
