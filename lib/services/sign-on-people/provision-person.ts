import { holdUserNamed } from '#db/queries/hold-user.ts'
import { addToTotals } from '#db/queries/totals.ts'
import { findUserByUserName } from '#db/queries/users.ts'
import type { Writer } from '#db/store.ts'
import { fold } from '#lib/scim/fold.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import type { Admission, Arrival } from './admit-user.ts'
import { newNameProblem, readAsserted } from './asserted.ts'
import { auditPerson } from './audit-person.ts'
import { refuseInactive } from './check-scim.ts'
import { changeMemberships, isUnchanged, makeGroups, planMemberships } from './provision-groups.ts'
import { documentOf, insertPerson, isSaid, updatePerson } from './save-person.ts'

/**
 * SAML Auto-Provisioning: the user of the login name, made or brought up to date with what the assertion says, with groups;
 * a department exists by being named. Nothing is written where nothing differs. Somebody who was deactivated stays so and is
 * refused.
 */
export async function provisionPerson(tx: Writer, arrival: Arrival): Promise<Admission> {
  const { idp, assertion, loginName, now } = arrival
  const asserted = readAsserted(idp, assertion.attributes)
  const seen = await findUserByUserName(tx, idp.id, fold(loginName))
  const before = seen && (JSON.parse(seen.document) as JsonObject)
  if (before?.['active'] === false) return refuseInactive(tx, idp.id, loginName, now)
  const problem = seen ? undefined : newNameProblem(loginName)
  if (problem !== undefined) return { isAdmitted: false, refusal: 'SAML-508', detail: problem }

  const memberships = await planMemberships(tx, idp, seen?.id, asserted.groups)
  const notes = [...asserted.notes, ...memberships.notes]
  if (seen && before && isUnchanged(memberships) && isSaid(before, asserted)) {
    const held = await holdUserNamed(tx, idp.id, fold(loginName))
    if (held?.version !== seen.version) throw raced()
    return { isAdmitted: true, userId: held.id, userName: held.userName, notes }
  }
  // Groups first, then the user: the order in which everybody locks them.
  const groups = await makeGroups(tx, idp.id, memberships, now)
  const document = documentOf(before, loginName, asserted)
  const saved = seen ? await updatePerson(tx, idp.id, seen, document, now) : await insertPerson(tx, idp, document, now)
  if (!saved) throw raced()
  await changeMemberships(tx, saved, groups, now)
  const made = seen ? 0 : 1
  if (made + groups.made.length > 0) {
    await addToTotals(tx, idp.id, { users: made, activeUsers: made, groups: groups.made.length })
  }
  await auditPerson(tx, arrival, { before, document, id: saved.id, memberships, groups })
  return { isAdmitted: true, userId: saved.id, userName: saved.userName, notes }
}

/** Another request changed the user at this moment: PostgreSQL runs the turn again, and on SQLite there is no such moment. */
const raced = (): Error => Object.assign(new Error('the user was changed meanwhile'), { code: '40001' })
