'use client'

import Link from 'next/link'
import { useActionState, useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { signInWithCodeAction } from '../actions.ts'
import { PasskeyButton } from '../passkey-button.tsx'

/** Asks for the app's code, the passkey, or what stands in for them. */
export function SecondFactorForm({
  factors,
  returnTo,
}: {
  factors: { totp: boolean; passkey: boolean }
  returnTo: string
}) {
  const [isRecovery, setRecovery] = useState(false)
  const asksForCode = factors.totp || isRecovery
  return (
    <div className="mt-4 flex flex-col gap-4">
      {factors.passkey && !isRecovery ? (
        <PasskeyButton returnTo={returnTo} variant={factors.totp ? 'secondary' : 'primary'} />
      ) : null}
      {asksForCode ? <CodeForm key={String(isRecovery)} isRecovery={isRecovery} returnTo={returnTo} /> : null}
      <div className="flex justify-between gap-4 text-sm">
        <button
          type="button"
          onClick={() => setRecovery(!isRecovery)}
          className="text-accent-text min-h-6 text-left hover:underline"
        >
          {isRecovery ? 'Back' : 'Use a recovery code'}
        </button>
        <Link href="/sign-in" className="text-ink-muted min-h-6 hover:underline">
          Cancel
        </Link>
      </div>
    </div>
  )
}

function CodeForm({ isRecovery, returnTo }: { isRecovery: boolean; returnTo: string }) {
  const [{ serverError, validationErrors }, submit, isPending] = useActionState(signInWithCodeAction, {})
  const input = useRef<HTMLInputElement>(null)
  // At first, and whenever a code was refused.
  useEffect(() => {
    if (serverError !== null) input.current?.focus()
  }, [serverError])
  const ofField = serverError?.field === 'code' ? serverError.message : validationErrors?.fieldErrors.code?.[0]
  return (
    <form action={submit} noValidate className="flex flex-col gap-4">
      {serverError && !ofField ? (
        <Callout
          role="alert"
          tone={serverError.code === 'throttled' ? 'warn' : 'bad'}
          title={serverError.code === 'throttled' ? 'Wait a little' : 'Not signed in'}
        >
          {serverError.message}
        </Callout>
      ) : null}
      <Field
        label={isRecovery ? 'Recovery code' : 'Code'}
        name="code"
        description={
          isRecovery
            ? 'One of the codes you kept when you set up the second factor.'
            : 'Six digits, from your authenticator app.'
        }
        error={ofField}
      >
        <Input
          ref={input}
          autoComplete={isRecovery ? 'off' : 'one-time-code'}
          inputMode={isRecovery ? 'text' : 'numeric'}
          spellCheck={false}
          className="h-9 font-mono tracking-wider"
        />
      </Field>
      <input type="hidden" name="returnTo" value={returnTo} />
      <Button type="submit" variant="primary" disabled={isPending} className="h-9 w-full">
        {isPending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
