'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { setupAction } from './actions.ts'

type Problem = { message: string; field?: string }

export function SetupForm({ secret, onLinkEnded }: { secret: string; onLinkEnded: () => void }) {
  const [isPending, startTransition] = useTransition()
  const [problem, setProblem] = useState<Problem>()
  const problemOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  const isElsewhere = problem && !['organisationName', 'email', 'password'].includes(problem.field ?? '')

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const value = (name: string) => {
      const given = data.get(name)
      return typeof given === 'string' ? given : ''
    }
    startTransition(async () => {
      const result = await setupAction({
        secret,
        organisationName: value('organisationName'),
        email: value('email'),
        password: value('password'),
      })
      const error = result?.serverError
      if (error?.code === 'not-found') return onLinkEnded()
      setProblem(error ?? (result?.validationErrors ? { message: 'One of the fields is far too long.' } : undefined))
      const field = error?.field && form.elements.namedItem(error.field)
      if (field instanceof HTMLInputElement) field.focus()
    })
  }

  return (
    <form onSubmit={submit} noValidate className="mt-2 flex flex-col gap-4">
      <p className="text-ink-muted text-sm">You become the first owner: you can change everything and add others.</p>
      {isElsewhere ? (
        <Callout role="alert" tone="bad" title="Not set up">
          {problem.message}
        </Callout>
      ) : null}
      <Field label="Organisation name" name="organisationName" error={problemOf('organisationName')}>
        <Input autoComplete="organization" maxLength={100} className="h-9" />
      </Field>
      <Field label="Your e-mail address" name="email" error={problemOf('email')}>
        <Input type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} className="h-9" />
      </Field>
      <Field
        label="Password"
        name="password"
        description="At least 12 characters. A few unrelated words are fine."
        error={problemOf('password')}
      >
        <Input type="password" autoComplete="new-password" className="h-9" />
      </Field>
      <Button type="submit" variant="primary" disabled={isPending} className="h-9 w-full">
        {isPending ? 'Setting up…' : 'Create owner and sign in'}
      </Button>
    </form>
  )
}
