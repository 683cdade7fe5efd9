import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { store } from '#db/index.ts'
import { hasAdministrators } from '#db/queries/administrators.ts'
import { ownPath } from '#lib/auth/own-origin.ts'
import { accountSession } from '#lib/auth/session.ts'
import { canUsePasskeys } from '#lib/services/mfa-passkeys.ts'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { listAdministratorIdps } from '#lib/services/authentication-settings/administrator-idp.ts'
import { authenticationSettings } from '#lib/services/authentication-settings/settings.ts'
import { logoutWords, readLogoutResult } from '../logout-result.ts'
import { SignInForm } from './sign-in-form.tsx'
import { SignInWays } from './sign-in-ways.tsx'

export const metadata: Metadata = { title: 'Sign in' }

type Search = Promise<{ return?: string | string[]; logout?: string | string[] }>

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { return: wanted, logout } = await searchParams
  const signedOut = readLogoutResult(logout)
  const path = ownPath(typeof wanted === 'string' ? wanted : undefined)
  if (await accountSession()) redirect(path)
  const isSetUp = await hasAdministrators(store().read)
  const [idps, { enforcesSso }] = await Promise.all([listAdministratorIdps(), authenticationSettings()])
  return (
    <Card className="p-6">
      <h1 className="text-lg font-semibold tracking-tight">Sign in</h1>
      {signedOut ? (
        <Callout tone={signedOut === 'everywhere' ? 'good' : 'info'} title="You are signed out" className="mt-4">
          {logoutWords[signedOut]}
        </Callout>
      ) : null}
      {isSetUp ? (
        <SignInWays
          idps={idps}
          returnTo={path}
          isEnforced={enforcesSso}
          password={<SignInForm returnTo={path} hasPasskeys={await canUsePasskeys()} />}
        />
      ) : (
        <Callout tone="info" title="Rollcall is not set up yet" className="mt-4">
          Open the set-up link that the server printed to its terminal when it started.
        </Callout>
      )}
    </Card>
  )
}
