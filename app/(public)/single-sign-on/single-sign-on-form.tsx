'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

/** The address of a sign-in; whether `returnTo` is one of ours, the server judges. */
const signInAddress = (user: string, returnTo: string | undefined): string =>
  `/saml/login?${new URLSearchParams({ user, ...(returnTo === undefined ? {} : { return: returnTo }) })}`

export function SingleSignOnForm({ returnTo }: { returnTo?: string | undefined }) {
  const [user, setUser] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isLeaving, setIsLeaving] = useState(false)

  // A form's own navigation would be held to the page's policy as far as the identity provider, which is elsewhere.
  const leave = (event: FormEvent) => {
    event.preventDefault()
    const name = user.trim()
    if (!/^[^\s@]+@[^\s@]+$/.test(name)) return setProblem('Enter your whole user name, such as name@example.com.')
    setProblem(undefined)
    setIsLeaving(true)
    window.location.assign(signInAddress(name, returnTo))
  }

  return (
    <form onSubmit={leave} noValidate className="mt-5 flex flex-col gap-4">
      <Field label="User name" name="user" error={problem}>
        <Input
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="name@example.com"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- there is nothing else to do on this page
          autoFocus
          value={user}
          onChange={(event) => setUser(event.currentTarget.value)}
          className="h-9"
        />
      </Field>
      <Button type="submit" variant="primary" disabled={isLeaving} className="h-9 w-full">
        {isLeaving ? 'On the way…' : 'Continue'}
      </Button>
    </form>
  )
}
