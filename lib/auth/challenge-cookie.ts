import { cookies } from 'next/headers'
import { challengeMs } from './challenge.ts'
import { cookieName, cookieOptions } from './cookie.ts'

// A sealed challenge (challenge.ts) stays with the browser that was asked.

type Name = 'second-factor' | 'passkey'

export async function keepChallenge(name: Name, sealed: string): Promise<void> {
  ;(await cookies()).set(cookieName(name), sealed, {
    ...cookieOptions(),
    sameSite: 'strict',
    maxAge: challengeMs / 1000,
  })
}

export const keptChallenge = async (name: Name): Promise<string | undefined> =>
  (await cookies()).get(cookieName(name))?.value

/** Takes the challenge out: it can be answered once. */
export async function takeChallenge(name: Name): Promise<string | undefined> {
  const sealed = await keptChallenge(name)
  if (sealed !== undefined) await dropChallenge(name)
  return sealed
}

export async function dropChallenge(name: Name): Promise<void> {
  ;(await cookies()).set(cookieName(name), '', { ...cookieOptions(), sameSite: 'strict', maxAge: 0 })
}
