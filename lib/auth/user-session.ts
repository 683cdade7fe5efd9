import { cookies } from 'next/headers'
import { cache } from 'react'
import {
  checkUserSession,
  howSessionEnded,
  type EndedSession,
  type UserSession,
} from '#lib/services/sign-on/user-sessions.ts'
import { userReference } from './user-cookies.ts'

export type { EndedSession, UserSession } from '#lib/services/sign-on/user-sessions.ts'

// End users' sessions, apart from administrators' (session.ts) in cookie, rows and rights: who is signed in here may see
// their own status page, and nothing of the portal.

/** The user session of the request being answered, checked against its row once per request. */
export const currentUserSession = cache(async (): Promise<UserSession | undefined> => {
  const reference = userReference(await cookies())
  return reference === undefined ? undefined : checkUserSession(reference)
})

/** How the session ended that this browser has had; undefined when it had none, or has one. For whoever holds its cookie. */
export async function endedUserSession(): Promise<EndedSession | undefined> {
  const reference = userReference(await cookies())
  if (reference === undefined || (await currentUserSession())) return undefined
  return howSessionEnded(reference)
}
