import { endSessionsOfUser } from '#db/queries/end-user-sessions.ts'
import type { UserRow } from '#db/queries/users.ts'
import type { Writer } from '#db/store.ts'

type CutOff = 'deactivated' | 'renamed' | 'deleted'

/**
 * Why a change of a user ends their sessions; undefined when it does not, as nearly all changes, which pay nothing for it.
 * A userName that changes in case alone names the same person at sign-in.
 */
export function cutOffBy(
  before: Pick<UserRow, 'active' | 'userNameKey'>,
  after: Pick<UserRow, 'active' | 'userNameKey'>,
): CutOff | undefined {
  if (before.active && !after.active) return 'deactivated'
  return before.userNameKey === after.userNameKey ? undefined : 'renamed'
}

/** Ends the sessions of the user, as they were called `before`. Answers what is worth a note in the log. */
export async function endSessionsOf(
  tx: Writer,
  { idpId, id, userNameKey }: Pick<UserRow, 'idpId' | 'id' | 'userNameKey'>,
  reason: CutOff,
  at: Date,
): Promise<string[]> {
  const ended = await endSessionsOfUser(tx, { idpId, userId: id, userNameKey }, reason, at)
  if (ended === 0) return []
  return [ended === 1 ? 'A session of the user was ended.' : `${ended} sessions of the user were ended.`]
}
