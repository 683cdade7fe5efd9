'use client'

import { useActionState, useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { signInAction } from './actions.ts'
import { PasskeyButton } from './passkey-button.tsx'

/** `hasPasskeys`: there are some, and browsers can use them at this address. */
export function SignInForm({ returnTo, hasPasskeys }: { returnTo: string; hasPasskeys: boolean }) {
  const [result, submit, isPending] = useActionState(signInAction, {})
  const [email, setEmail] = useState('')
  const passwordInput = useRef<HTMLInputElement>(null)
  const { serverError, validationErrors } = result
  const problems = validationErrors?.fieldErrors

  // The e-mail address stays; the password is typed again.
  useEffect(() => {
    if (serverError) passwordInput.current?.focus()
  }, [serverError])

  return (
    <form action={submit} noValidate className="mt-5 flex flex-col gap-4">
      {serverError ? (
        <Callout
          role="alert"
          tone={serverError.code === 'throttled' ? 'warn' : 'bad'}
          title={serverError.code === 'throttled' ? 'Wait a little' : 'Not signed in'}
        >
          {serverError.message}
        </Callout>
      ) : null}
      <Field label="E-mail address" name="email" error={problems?.email?.[0]}>
        <Input
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- there is nothing else to do on this page
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          className="h-9"
        />
      </Field>
      <Field label="Password" name="password" error={problems?.password?.[0]}>
        <Input ref={passwordInput} type="password" autoComplete="current-password" className="h-9" />
      </Field>
      <input type="hidden" name="returnTo" value={returnTo} />
      <Button type="submit" variant="primary" disabled={isPending} className="h-9 w-full">
        {isPending ? 'Signing in…' : 'Sign in'}
      </Button>
      {hasPasskeys ? (
        <>
          <p className="text-ink-faint flex items-center gap-3 text-xs before:flex-1 before:border-t after:flex-1 after:border-t">
            or
          </p>
          <PasskeyButton returnTo={returnTo} />
        </>
      ) : null}
    </form>
  )
}
