'use client'
import { type FormEvent, useState } from 'react'
import { type FormError, outcomeOf } from '#components/idp/actions.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { TriedChoice } from '#lib/services/places/try-choice.ts'
import type { TryChoice as Try } from './actions.ts'

/** *Which IdP*: asks the rule that sign-ins go by. `ownAddress`: where this administrator comes from. */
export const TryChoice = ({ ownAddress, ask }: { ownAddress: string; ask: Try }) => {
  const [address, setAddress] = useState(ownAddress)
  const [loginName, setLoginName] = useState('')
  const [answer, setAnswer] = useState<TriedChoice>()
  const [error, setError] = useState<FormError>()
  const [isPending, setPending] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setPending(true)
    const outcome = await outcomeOf(ask({ address, loginName }))
    setPending(false)
    setAnswer(outcome.data)
    setError(outcome.error)
  }
  return (
    <Card className="mt-6 p-4 sm:p-5">
      <h2 className="text-base font-semibold">Which IdP?</h2>
      <p className="text-ink-muted mt-0.5 text-sm">
        The owner of the domain, else the IdP of the location, else the one used with arbitrary domains, else the
        default IdP. Try an address and a login name.
      </p>
      <form
        noValidate
        onSubmit={(event) => void submit(event)}
        className="mt-4 grid items-start gap-4 sm:grid-cols-[1fr_1fr_auto]"
      >
        <Field label="IP address" error={error?.field === 'address' ? error.message : undefined}>
          <Input value={address} spellCheck={false} autoComplete="off" onValueChange={setAddress} />
        </Field>
        <Field label="Login name">
          <Input
            value={loginName}
            placeholder="user@example.com"
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            onValueChange={setLoginName}
          />
        </Field>
        <Button type="submit" disabled={isPending} className="sm:mt-6.5">
          Ask
        </Button>
      </form>
      <div aria-live="polite">
        {error && error.field === undefined ? (
          <Callout tone="bad" title="Not answered" className="mt-4">
            {error.message}
          </Callout>
        ) : null}
        {answer ? <Answer answer={answer} /> : null}
      </div>
    </Card>
  )
}

const Answer = ({ answer }: { answer: TriedChoice }) => {
  const place =
    answer.location === undefined
      ? 'The address is in no location.'
      : `The address is in ${answer.location}, where Enforce Authentication is ${answer.isEnforced ? 'enabled' : 'disabled'}.`
  if ('refusal' in answer) {
    return (
      <Callout tone="warn" title={`${answer.title} (${answer.refusal})`} className="mt-4">
        {answer.detail}. {place}
      </Callout>
    )
  }
  if ('asks' in answer) {
    return (
      <Callout title="The login name is asked for" className="mt-4">
        Its domain decides. {place}
      </Callout>
    )
  }
  return (
    <Callout tone="good" title={`${answer.idp} signs them in`} className="mt-4">
      {because[answer.by]} {place}
    </Callout>
  )
}

const because = {
  domain: 'The domain is one of its Authentication Domains.',
  location: 'The location leads to it.',
  'arbitrary-domains': 'It is used with arbitrary domains.',
  default: 'It is the default IdP.',
} as const
