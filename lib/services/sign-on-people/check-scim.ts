import { holdUserNamed } from '#db/queries/hold-user.ts'
import { countNotProvisioned } from '#db/queries/not-provisioned.ts'
import type { Writer } from '#db/store.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Admission, Arrival } from './admit-user.ts'
import { findNearMiss } from './near-miss.ts'

/**
 * The SCIM check: SCIM must have brought a user of this login name to this IdP, whatever its case, and that user must be
 * active. Anything else is refused and kept as not provisioned; what differs little is shown as such.
 */
export async function checkScim(tx: Writer, { idp, loginName, now }: Arrival): Promise<Admission> {
  const user = await holdUserNamed(tx, idp.id, fold(loginName))
  if (user?.active) return { isAdmitted: true, userId: user.id, userName: user.userName, notes: [] }
  return user ? refuseInactive(tx, idp.id, user.userName, now) : refuseAbsent(tx, idp.id, loginName, now)
}

/** Refuses somebody who was deactivated, over SCIM or by an administrator. */
export async function refuseInactive(tx: Writer, idpId: string, loginName: string, at: Date): Promise<Admission> {
  const userName = shown(loginName)
  const row = { idpId, userName, userNameKey: keyOf(loginName), reason: 'inactive' as const, nearMiss: null }
  await countNotProvisioned(tx, row, at)
  return { isAdmitted: false, refusal: 'SAML-505', detail: `The user “${userName}” is inactive.` }
}

async function refuseAbsent(tx: Writer, idpId: string, loginName: string, at: Date): Promise<Admission> {
  const nearMiss = await findNearMiss(tx, idpId, loginName)
  const userName = shown(loginName)
  const row = { idpId, userName, userNameKey: keyOf(loginName), reason: 'absent' as const, nearMiss }
  await countNotProvisioned(tx, row, at)
  const near = nearMiss === null ? '' : ` There is “${nearMiss}”, which is not the same.`
  return { isAdmitted: false, refusal: 'SAML-504', detail: `SCIM has not brought a user “${userName}”.${near}` }
}

/** Longest login name that is kept of those refused, in characters: an index takes no text of any length. */
const LONGEST = 256

const shown = (loginName: string): string => loginName.slice(0, LONGEST)

/** What the row of somebody not provisioned is found by. */
export const keyOf = (loginName: string): string => fold(shown(loginName)).slice(0, LONGEST)
