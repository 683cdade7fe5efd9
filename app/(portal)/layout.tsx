import type { ReactNode } from 'react'
import { Shell } from '#components/shell/shell.tsx'
import { signOut, signOutEverywhere } from '#lib/auth/actions.ts'
import { requireSession } from '#lib/auth/session.ts'

/** Everything behind sign-in. Pages ask for the session themselves too: a layout is not run again on every navigation. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { administrator } = await requireSession()
  return (
    <Shell
      user={{
        email: administrator.email,
        role: administrator.role,
        onSignOut: signOut,
        onSignOutEverywhere: signOutEverywhere,
      }}
    >
      {children}
    </Shell>
  )
}
