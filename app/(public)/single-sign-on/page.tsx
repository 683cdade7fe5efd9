import type { Metadata } from 'next'
import { currentUserSession } from '#lib/auth/user-session.ts'
import { Card } from '#components/ui/card.tsx'
import { SingleSignOnForm } from './single-sign-on-form.tsx'

export const metadata: Metadata = { title: 'Single sign-on' }

type Search = Promise<{ return?: string | string[] }>

/** Where users say who they are, so that the right identity provider is asked. */
export default async function SingleSignOnPage({ searchParams }: { searchParams: Search }) {
  const { return: wanted } = await searchParams
  const session = await currentUserSession()
  return (
    <Card className="p-6">
      <h1 className="text-lg font-semibold tracking-tight">Single sign-on</h1>
      <p className="text-ink-muted mt-1 text-sm">
        {session
          ? `You are signed in as ${session.userName}. Enter another user name to sign in as somebody else.`
          : 'Your user name tells us which identity provider signs you in.'}
      </p>
      <SingleSignOnForm returnTo={typeof wanted === 'string' ? wanted : undefined} />
    </Card>
  )
}
