'use client'
import { type FormEvent, useState, useTransition } from 'react'
import { useConfirmed } from '#components/account/confirm-identity.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { ApiScope } from '#lib/table/api-scopes.ts'
import type { ApiKeyActions } from './actions.ts'
import { ScopeFields } from './scope-fields.tsx'

const expiries = [
  { value: '90-days', label: 'In 90 days' },
  { value: '1-year', label: 'In 1 year' },
  { value: '2-years', label: 'In 2 years' },
  { value: 'date', label: 'On a date' },
  { value: 'never', label: 'Never' },
] as const
type Expiry = (typeof expiries)[number]['value']

export const ApiKeyForm = ({
  create,
  onClose,
  onCreated,
}: {
  create: ApiKeyActions['create']
  onClose: () => void
  onCreated: (key: string, name: string) => void
}) => {
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<ApiScope[]>([])
  const [expiry, setExpiry] = useState<Expiry>('1-year')
  const [date, setDate] = useState('')
  const [problem, setProblem] = useState<{ message: string; field?: string }>()
  const problemOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const expires = expiry === 'date' ? { date } : expiry
      const result = await confirmed(() => create({ name, scopes, expires }))
      if (result?.data) onCreated(result.data.key, name.trim())
      else if (result) setProblem(result.serverError ?? { message: 'One of the fields is far too long.' })
    })
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Create API Key"
      description="One for each program, with what its task takes and no more."
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {problem && !['name', 'scopes', 'expires'].includes(problem.field ?? '') ? (
          <Callout tone="bad" role="alert" title="Not created">
            {problem.message}
          </Callout>
        ) : null}
        <Field label="Name" description="The program that will use it." error={problemOf('name')}>
          <Input autoComplete="off" value={name} onValueChange={setName} />
        </Field>
        <ScopeFields scopes={scopes} error={problemOf('scopes')} onChange={setScopes} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Expires" error={expiry === 'date' ? undefined : problemOf('expires')}>
            <Select
              aria-label="Expires"
              items={expiries}
              value={expiry}
              onValueChange={(value) => setExpiry(expiries.find((each) => each.value === value)?.value ?? expiry)}
            />
          </Field>
          {expiry === 'date' ? (
            <Field label="On (UTC)" error={problemOf('expires')}>
              <Input type="date" value={date} onValueChange={setDate} />
            </Field>
          ) : null}
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={isPending || name.trim() === '' || scopes.length === 0}>
            {isPending ? 'Creating…' : 'Create API key'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
