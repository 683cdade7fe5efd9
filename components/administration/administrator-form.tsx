'use client'
import { useConfirmed } from '#components/account/confirm-identity.tsx'
import { EditConflict, type FieldWords } from '#components/editing/edit-conflict.tsx'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { AdministratorActions, AdministratorEntry, AdministratorView } from './actions.ts'
import { GrantFields } from './grant-fields.tsx'
import { roles, scimManagements } from './words.ts'

/** What somebody is called and may do. */
export const AdministratorForm = ({
  administrator,
  change,
}: {
  administrator: AdministratorView
  change: AdministratorActions['change']
}) => {
  const confirmed = useConfirmed()
  const { id, name, role, scimManagement } = administrator
  const form = useEntryForm<AdministratorEntry, unknown>(
    { name, role, scimManagement },
    async (entry, { opened }) =>
      (await confirmed(() => change({ id, ...entry, opened }))) ?? { serverError: unconfirmed },
    () => toast({ title: 'Saved', tone: 'good' }),
  )
  const { entry, error } = form
  const isRaised = entry.role !== role || entry.scimManagement !== scimManagement
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      {form.conflict ? (
        <EditConflict
          key={form.conflict.at}
          conflict={form.conflict}
          words={fieldWords}
          chosen={form.chosen}
          onChoose={form.choose}
          disabled={form.isSaving}
        />
      ) : null}
      {error && error.field !== 'name' ? (
        <Callout tone="bad" role="alert" title="Not saved">
          {error.message}
        </Callout>
      ) : null}
      <div data-field="name">
        <Field label="Name" error={form.errorAt('name')}>
          <Input autoComplete="off" value={entry.name} onValueChange={(typed) => form.set({ name: typed })} />
        </Field>
      </div>
      <GrantFields grant={entry} onChange={form.set} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button type="submit" variant="primary" disabled={form.isSaving || !form.isDirty}>
          {form.isSaving ? 'Saving…' : 'Save'}
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

const unconfirmed = {
  code: 'unconfirmed',
  message: 'It was not confirmed that it is you. What you entered is still here.',
}

const labels: Readonly<Record<string, string>> = { name: 'Name', role: 'Role', scimManagement: 'SCIM Management' }

const fieldWords: FieldWords = (field) => ({
  label: labels[field] ?? field,
  text: (value) =>
    (field === 'name' ? undefined : [...roles, ...scimManagements].find((each) => each.value === value)?.label) ??
    String(value),
})
