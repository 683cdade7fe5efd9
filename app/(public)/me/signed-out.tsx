import type { EndedSession } from '#lib/auth/user-session.ts'
import { buttonStyles } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { logoutWords, type LogoutResult } from '../logout-result.ts'

export function SignedOut({ logout, ended }: { logout: LogoutResult | undefined; ended: EndedSession | undefined }) {
  return (
    <>
      <h1 className="text-lg font-semibold tracking-tight">
        {logout || ended ? 'You are signed out' : 'You are not signed in'}
      </h1>
      <p className="text-ink-muted mt-1 text-sm">{words(logout, ended)}</p>
      {/* oxlint-disable-next-line next/no-html-link-for-pages -- no page: another site answers in the end */}
      <a href="/saml/login?return=%2Fme" className={cn(buttonStyles({ variant: 'primary' }), 'mt-5 h-9 w-full')}>
        Sign in
      </a>
    </>
  )
}

function words(logout: LogoutResult | undefined, ended: EndedSession | undefined): string {
  if (logout) return logoutWords[logout]
  return ended ? endWords[ended] : 'Sign in to see who you are here, and through which identity provider.'
}

const endWords: Record<EndedSession, string> = {
  logout: 'You signed out in this browser.',
  'idp-logout': 'You signed out at your identity provider.',
  revoked: 'An administrator ended your session.',
  deactivated: 'Your account was deactivated. Ask your administrator.',
  deleted: 'Your account was removed. Ask your administrator.',
  renamed: 'Your user name was changed. Sign in with the new one.',
  idp: 'Sign-in through your identity provider was switched off. Ask your administrator.',
  'not-provisioned': 'Your account has not reached Rollcall yet. Ask your administrator.',
  reauthenticate: 'Everybody was asked to sign in again.',
  expired: 'Your session has expired.',
}
