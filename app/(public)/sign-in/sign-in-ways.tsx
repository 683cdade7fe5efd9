import type { ReactNode } from 'react'
import { SsoForm } from './sso-form.tsx'

/** The ways in: the password, and SSO where an IdP signs administrators in. Where SSO is enforced, it comes first. */
export const SignInWays = ({
  idps,
  returnTo,
  isEnforced,
  password,
}: {
  idps: readonly { id: string; name: string }[]
  returnTo: string
  isEnforced: boolean
  password: ReactNode
}) => {
  if (idps.length === 0) return password
  if (!isEnforced) {
    return (
      <>
        {password}
        <p className="text-ink-faint my-4 flex items-center gap-3 text-xs before:flex-1 before:border-t after:flex-1 after:border-t">
          or
        </p>
        <SsoForm idps={idps} returnTo={returnTo} isFirst={false} />
      </>
    )
  }
  return (
    <>
      <p className="text-ink-muted mt-1 mb-5 text-sm">Administrators sign in through their identity provider.</p>
      <SsoForm idps={idps} returnTo={returnTo} isFirst />
      <details className="mt-5 text-sm">
        <summary className="text-ink-muted hover:text-ink w-fit rounded-sm">
          The identity provider does not answer
        </summary>
        <p className="text-ink-muted mt-2">The break-glass owner signs in with a password. Each time is on record.</p>
        {password}
      </details>
    </>
  )
}
