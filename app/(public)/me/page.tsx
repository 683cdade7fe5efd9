import type { Metadata } from 'next'
import { currentUserSession, endedUserSession } from '#lib/auth/user-session.ts'
import { Card } from '#components/ui/card.tsx'
import { SignedIn } from './signed-in.tsx'
import { SignedOut, type LogoutResult } from './signed-out.tsx'

export const metadata: Metadata = { title: 'Sign-in status' }

type Search = Promise<{ logout?: string | string[] }>

const results: readonly LogoutResult[] = ['everywhere', 'here', 'partly']

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
      <SignedOut logout={results.find((result) => result === logout)} ended={await endedUserSession()} />
    </Card>
  )
}
