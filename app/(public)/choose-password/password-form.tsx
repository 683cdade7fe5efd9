'use client'

import { type FormEvent, useRef, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { choosePasswordAction } from './actions.ts'

export function PasswordForm({
  secret,
  email,
  purpose,
  onLinkEnded,
}: {
  secret: string
  email: string
  purpose: 'invite' | 'reset'
  onLinkEnded: () => void
}) {
  const [isPending, startTransition] = useTransition()
  const [problem, setProblem] = useState<{ message: string; field?: string }>()
  const [password, setPassword] = useState('')
  const input = useRef<HTMLInputElement>(null)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const result = await choosePasswordAction({ secret, password })
      if (result?.serverError?.code === 'not-found') return onLinkEnded()
      setProblem(
        result?.serverError ?? (result?.validationErrors ? { message: 'The password is far too long.' } : undefined),
      )
      input.current?.focus()
    })
  }

  return (
    <form onSubmit={submit} noValidate className="mt-2 flex flex-col gap-4">
      <p className="text-ink-muted text-sm">
        {purpose === 'invite' ? 'You were invited to Rollcall.' : 'Your password is being reset.'} You sign in as{' '}
        <strong className="text-ink font-medium break-all">{email}</strong>.
      </p>
      {problem && problem.field !== 'password' ? (
        <Callout role="alert" tone="bad" title="Nothing was changed">
          {problem.message}
        </Callout>
      ) : null}
      {/* For password managers: whose password this is. */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <Field
        label="New password"
        name="password"
        description="At least 12 characters. A few unrelated words are fine."
        error={problem?.field === 'password' ? problem.message : undefined}
      >
        <Input
          ref={input}
          type="password"
          autoComplete="new-password"
          value={password}
          onValueChange={setPassword}
          className="h-9"
        />
      </Field>
      <Button type="submit" variant="primary" disabled={isPending} className="h-9 w-full">
        {isPending ? 'Saving…' : 'Save password'}
      </Button>
    </form>
  )
}
