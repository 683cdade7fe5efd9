'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { endAllSessions, endSession } from '#lib/services/sign-in-sessions.ts'
import { assertOwnOrigin } from './own-origin.ts'
import { accountSession, actorOf, dropSession } from './session.ts'

/** Ends this browser's session and shows the sign-in page. */
export async function signOut(): Promise<void> {
  assertOwnOrigin(await headers())
  const session = await accountSession()
  if (session) await endSession(session, await actorOf(session))
  await dropSession()
  redirect('/sign-in')
}

/** Ends every session of this administrator, on all devices. */
export async function signOutEverywhere(): Promise<void> {
  assertOwnOrigin(await headers())
  const session = await accountSession()
  if (session) await endAllSessions(session, await actorOf(session))
  await dropSession()
  redirect('/sign-in')
}
