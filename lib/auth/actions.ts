'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { signOutAdministrator } from '#lib/services/sign-on/logout.ts'
import { assertOwnOrigin } from './own-origin.ts'
import { accountSession, actorOf, dropSession } from './session.ts'

/** Ends this browser's session and shows the sign-in page, by way of the IdP that opened it where that ends its own, too. */
export async function signOut(): Promise<void> {
  await leave({ everywhere: false })
}

/** Ends every session of this administrator, on all devices. */
export async function signOutEverywhere(): Promise<void> {
  await leave({ everywhere: true })
}

async function leave(how: { everywhere: boolean }): Promise<never> {
  assertOwnOrigin(await headers())
  const session = await accountSession()
  const message = session && (await signOutAdministrator(session, await actorOf(session), how))
  await dropSession()
  if (message?.binding === 'redirect') redirect(message.url)
  redirect(session?.method === 'saml' ? '/sign-in?logout=here' : '/sign-in')
}
