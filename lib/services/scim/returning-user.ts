import { store } from '#db/index.ts'
import { findUserByUserName, listUsersByExternalId, type ServedUser } from '#db/queries/users.ts'
import { show, uniqueness, type ScimError } from '#lib/scim/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { JsonObject } from '#lib/scim/json.ts'

/** The user who has what a create asks for. */
export type Holder = { id: string; by: 'userName' | 'externalId'; isInactive: boolean }

type Wanted = { userName: string; externalId?: string | null }

/**
 * Who has the userName, whatever its case, or else who is deactivated and has the externalId. Nobody is ever found by
 * e-mail: an address that was given to somebody else would hand over an account.
 */
export async function findHolder(idpId: string, { userName, externalId }: Wanted): Promise<Holder | undefined> {
  const { read } = store()
  const namesake = await findUserByUserName(read, idpId, fold(userName))
  if (namesake) return { id: namesake.id, by: 'userName', isInactive: isInactive(namesake) }
  const others = externalId ? await listUsersByExternalId(read, idpId, externalId, 100) : []
  // externalId is not unique: of several the one who came last.
  const leaver = others.findLast(isInactive)
  return leaver && { id: leaver.id, by: 'externalId', isInactive: true }
}

/** 409 that names the user who has it. No holder: whoever it was has gone or changed meanwhile. */
export function taken(holder: Holder | undefined, { userName, externalId }: Wanted): ScimError {
  if (!holder) {
    return uniqueness(
      `userName ${show(userName)} was changed by another request at this moment · send the request again`,
    )
  }
  const inactive = holder.isInactive ? ', who is inactive; update that user with active true instead' : ''
  if (holder.by === 'externalId') {
    return uniqueness(
      `externalId ${show(externalId)} already belongs to user ${holder.id} in this identity provider${inactive} · or delete that user first`,
    )
  }
  return uniqueness(
    `userName "${userName}" already belongs to user ${holder.id} in this identity provider${inactive} · userName must be unique, whatever its case`,
  )
}

const isInactive = (user: ServedUser): boolean => (JSON.parse(user.document) as JsonObject)['active'] === false
