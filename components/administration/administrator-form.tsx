'use client'
import { type FormEvent, useState, useTransition } from 'react'
import { useConfirmed } from '#components/account/confirm-identity.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { AdministratorActions, AdministratorView } from './actions.ts'
import { type Grant, GrantFields } from './grant-fields.tsx'

/** What somebody is called and may do. */
export const AdministratorForm = ({
  administrator,
  change,
}: {
  administrator: AdministratorView
  change: AdministratorActions['change']
}) => {
  const confirmed = useConfirmed()
  const [isPending, startTransition] = useTransition()
  const [name, setName] = useState(administrator.name)
  const [grant, setGrant] = useState<Grant>(administrator)
  const [problem, setProblem] = useState<{ message: string; field?: string }>()
  const isRaised = grant.role !== administrator.role || grant.scimManagement !== administrator.scimManagement
  const isChanged = isRaised || name !== administrator.name
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { role, scimManagement } = grant
    startTransition(async () => {
      const result = await confirmed(() => change({ id: administrator.id, name, role, scimManagement }))
      if (!result) return
      setProblem(result.serverError ?? (result.validationErrors ? { message: 'The name is far too long.' } : undefined))
      if (!result.serverError && !result.validationErrors) toast({ title: 'Saved', tone: 'good' })
    })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {problem && problem.field !== 'name' ? (
        <Callout tone="bad" role="alert" title="Not saved">
          {problem.message}
        </Callout>
      ) : null}
      <Field label="Name" error={problem?.field === 'name' ? problem.message : undefined}>
        <Input autoComplete="off" value={name} onValueChange={setName} />
      </Field>
      <GrantFields grant={grant} onChange={setGrant} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button type="submit" variant="primary" disabled={isPending || !isChanged}>
          {isPending ? 'Saving…' : 'Save'}
        </Button>
        {isRaised ? (
          <p className="text-ink-muted text-sm">
            {administrator.isSelf
              ? 'Other permissions end your sessions, this one too.'
              : 'Other permissions end their sessions at once.'}
          </p>
        ) : null}
      </div>
    </form>
  )
}
