import type { SessionView } from '#components/user-sessions/views.ts'
import { listSessionsOfUser } from '#db/queries/list-user-sessions.ts'
import type { Reader } from '#db/store.ts'
import { fold } from '#lib/scim/fold.ts'
import { openBounds } from '#lib/services/sign-on-people/index.ts'
import { sessionView } from './view.ts'

/** Sessions that a user's page shows. */
const MOST = 5

/** The latest sessions of a user. */
export async function readSessionsOf(
  q: Reader,
  { idp, id, userName }: { idp: { id: string; name: string }; id: string; userName: string },
  now: Date,
): Promise<SessionView[]> {
  const owner = { idpId: idp.id, userId: id, userNameKey: fold(userName) }
  const sessions = await listSessionsOfUser(q, owner, await openBounds(q, now), MOST)
  return sessions.map(sessionView(() => idp.name))
}
