import { cookies } from 'next/headers'
import { cache } from 'react'
import { checkUserSession, type UserSession } from '#lib/services/sign-on/user-sessions.ts'
import { cookieName, cookieOptions } from './cookie.ts'

export type { UserSession } from '#lib/services/sign-on/user-sessions.ts'

// End users' sessions, apart from administrators' (session.ts) in cookie, rows and rights: who is signed in here may see
// their own status page, and nothing of the portal.

/** The user session of the request being answered, checked against its row once per request. */
export const currentUserSession = cache(async (): Promise<UserSession | undefined> => {
  const reference = await userReference()
  return reference === undefined ? undefined : checkUserSession(reference)
})

/** What the browser's cookie refers to, whether it is worth anything or not. */
export async function userReference(): Promise<string | undefined> {
  const value = (await cookies()).get(cookieName('user'))?.value
  return value !== undefined && value.length <= 100 ? value : undefined
}

/** Makes `reference` this browser's session. Without `maxAgeMs` it ends with the browser. For route handlers. */
export async function keepUserSession({ reference, maxAgeMs }: { reference: string; maxAgeMs?: number }): Promise<void> {
  ;(await cookies()).set(cookieName('user'), reference, {
    ...cookieOptions(),
    ...(maxAgeMs === undefined ? {} : { maxAge: Math.floor(maxAgeMs / 1000) }),
  })
}

/** Takes the cookie away. The row is the service's to end. */
export async function dropUserSession(): Promise<void> {
  ;(await cookies()).set(cookieName('user'), '', { ...cookieOptions(), maxAge: 0 })
}
