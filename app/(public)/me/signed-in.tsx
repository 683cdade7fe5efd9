import { CircleCheck } from 'lucide-react'
import type { UserSession } from '#lib/auth/user-session.ts'
import { Facts } from '#components/scim/facts.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'

export function SignedIn({ session }: { session: UserSession }) {
  const attributes = Object.entries(session.attributes)
  return (
    <>
      <h1 className="flex items-center gap-2 text-lg font-semibold tracking-tight">
        <CircleCheck className="text-good size-5 shrink-0" aria-hidden />
        You are signed in
      </h1>
      <div className="mt-3">
        <Facts
          facts={[
            { label: 'User name', value: <strong className="font-medium">{session.userName}</strong> },
            { label: 'Identity provider', value: session.idp.name },
            { label: 'Signed in', value: <Time at={session.signedInAt.toISOString()} /> },
            { label: 'Until', value: <Time at={session.endsAt.toISOString()} format="exact" /> },
          ]}
        />
      </div>
      {attributes.length > 0 ? (
        <details className="mt-3 text-sm">
          <summary className="text-ink-muted hover:text-ink cursor-pointer">
            What {session.idp.name} says of you ({attributes.length})
          </summary>
          <div className="mt-1">
            <Facts facts={attributes.map(([name, values]) => ({ label: lastPart(name), value: values.join(', ') }))} />
          </div>
        </details>
      ) : null}
      <form method="post" action="/me/logout" className="mt-5">
        <Button type="submit" className="h-9 w-full">
          Logout
        </Button>
      </form>
      {session.idp.offersLogout ? null : (
        <p className="text-ink-muted mt-2 text-sm">
          {session.idp.name} stays signed in: it offers no single logout. Sign out there, or close the browser, too.
        </p>
      )}
    </>
  )
}

/** Entra's names are addresses: what tells them apart stands last. */
const lastPart = (name: string): string => name.split('/').findLast((part) => part !== '') ?? name
