'use client'
import { EditConflict, type FieldWords } from '#components/editing/edit-conflict.tsx'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { EnabledRow } from '#components/idp/option-row.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input, Textarea } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { EntryProblem } from '#components/user-management/entry-problem.tsx'
import type { SegmentGroupEntry } from '#lib/services/policy/index.ts'
import type { SegmentGroupView } from '#lib/services/policy/view.ts'
import type { SegmentGroupActions } from './actions.ts'

/** *Add* and *Edit* of a segment group. Mounted anew each time it opens. */
export const SegmentGroupForm = ({
  group,
  actions,
  onClose,
}: {
  group?: SegmentGroupView
  actions: SegmentGroupActions
  onClose: () => void
}) => {
  const form = useEntryForm<SegmentGroupEntry, unknown>(
    group?.entry ?? { name: '', description: '', isEnabled: true },
    (entry, { opened, version }) =>
      group
        ? actions.change({ id: group.id, version: version ?? group.version, entry, opened })
        : actions.create(entry),
    (entry) => {
      toast({ title: `${entry.name.trim()} was ${group ? 'saved' : 'added'}`, tone: 'good' })
      onClose()
    },
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      dismissible={!form.isDirty}
      title={group ? 'Edit segment group' : 'Add segment group'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="segment-group-form" variant="primary" disabled={form.isSaving}>
            {group ? 'Save segment group' : 'Add segment group'}
          </Button>
        </>
      }
    >
      <form
        id="segment-group-form"
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        {form.conflict ? (
          <EditConflict
            key={form.conflict.version}
            conflict={form.conflict}
            words={words}
            chosen={form.chosen}
            onChoose={form.choose}
            disabled={form.isSaving}
          />
        ) : null}
        <EntryProblem error={form.error} shownFields={['name', 'description']} />
        <div data-field="name">
          <Field label="Name" error={form.errorAt('name')}>
            <Input value={form.entry.name} autoComplete="off" onValueChange={(name) => form.set({ name })} />
          </Field>
        </div>
        <div data-field="description">
          <Field label="Description" error={form.errorAt('description')}>
            <Textarea
              rows={2}
              value={form.entry.description}
              onChange={(event) => form.set({ description: event.target.value })}
            />
          </Field>
        </div>
        <EnabledRow
          field="isEnabled"
          label="Status"
          description="Rules that name a disabled group do not match its segments."
          isEnabled={form.entry.isEnabled}
          disabled={form.isSaving}
          onChange={(isEnabled) => form.set({ isEnabled })}
        />
      </form>
    </Dialog>
  )
}

const labels: Readonly<Record<string, string>> = { name: 'Name', description: 'Description', isEnabled: 'Status' }

const words: FieldWords = (field) => ({
  label: labels[field] ?? field,
  text: (value) => (typeof value === 'boolean' ? (value ? 'Enabled' : 'Disabled') : String(value)),
})
