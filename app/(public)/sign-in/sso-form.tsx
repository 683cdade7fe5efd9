'use client'

import { useActionState } from 'react'
import { Button, buttonStyles } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { signInWithSsoAction } from './actions.ts'

type Idp = { id: string; name: string }

/** *Sign in with SSO*: with one IdP a link to it, with several the e-mail address, whose domain decides. */
export function SsoForm({ idps, returnTo, isFirst }: { idps: readonly Idp[]; returnTo: string; isFirst: boolean }) {
  const [result, submit, isPending] = useActionState(signInWithSsoAction, {})
  const [only, ...others] = idps
  if (!only) return null
  const variant = isFirst ? 'primary' : 'secondary'
  if (others.length === 0) {
    return (
      // Not a Link: the address leads to the IdP.
      <a href={ssoPath(only.id, returnTo)} className={`${buttonStyles({ variant })} h-9 w-full`}>
        Sign in with SSO
      </a>
    )
  }
  const { serverError, validationErrors, data } = result
  return (
    <form action={submit} noValidate className="flex flex-col gap-3">
      {serverError ? (
        <Callout role="alert" tone="bad" title="Not signed in">
          {serverError.message}
        </Callout>
      ) : null}
      <Field label="Your work e-mail address" name="email" error={validationErrors?.fieldErrors?.email?.[0]}>
        <Input type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} className="h-9" />
      </Field>
      <input type="hidden" name="returnTo" value={returnTo} />
      <Button type="submit" variant={variant} disabled={isPending} className="h-9 w-full">
        {isPending ? 'Finding your IdP…' : 'Sign in with SSO'}
      </Button>
      {data?.isUndecided ? (
        <div role="alert" className="flex flex-col gap-2 text-sm">
          <p className="text-ink-muted">No IdP is the one of this domain alone. Choose yours:</p>
          {idps.map(({ id, name }) => (
            <a key={id} href={ssoPath(id, returnTo)} className={buttonStyles()}>
              {name}
            </a>
          ))}
        </div>
      ) : null}
    </form>
  )
}

const ssoPath = (idpId: string, returnTo: string): string =>
  `/saml/${idpId}/login?purpose=admin&return=${encodeURIComponent(returnTo)}`
