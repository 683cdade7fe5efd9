import type { Metadata } from 'next'
import { currentUserSession, endedUserSession } from '#lib/auth/user-session.ts'
import { Card } from '#components/ui/card.tsx'
import { readLogoutResult } from '../logout-result.ts'
import { SignedIn } from './signed-in.tsx'
import { SignedOut } from './signed-out.tsx'

export const metadata: Metadata = { title: 'Sign-in status' }

type Search = Promise<{ logout?: string | string[] }>

/** Who is signed in here, through which identity provider, and the way out. */
export default async function StatusPage({ searchParams }: { searchParams: Search }) {
  const { logout } = await searchParams
  const session = await currentUserSession()
  if (session) {
    return (
      <Card className="p-6">
        <SignedIn session={session} />
      </Card>
    )
  }
  return (
    <Card className="p-6">
      <SignedOut logout={readLogoutResult(logout)} ended={await endedUserSession()} />
    </Card>
  )
}
