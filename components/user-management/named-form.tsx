'use client'
import { EditConflict, type FieldWords } from '#components/editing/edit-conflict.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input, Textarea } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { NamedEntry } from '#lib/services/directory/index.ts'
import type { NamedActions } from './actions.ts'
import { EntryProblem } from './entry-problem.tsx'
import { useEntryForm } from '#components/editing/use-entry-form.ts'

export type EditedNamed = { id: string; version: number; entry: NamedEntry }

/** *Add* and *Edit* of a group or a department. Mounted anew each time it opens. */
export const NamedForm = ({
  noun,
  named,
  actions,
  onClose,
}: {
  noun: 'group' | 'department'
  named?: EditedNamed
  actions: NamedActions
  onClose: () => void
}) => {
  const form = useEntryForm<NamedEntry, unknown>(
    named?.entry ?? { name: '', comments: '' },
    (entry, { opened, version }) =>
      named
        ? actions.change({ id: named.id, version: version ?? named.version, entry, opened })
        : actions.create(entry),
    (entry) => {
      toast({ title: named ? `${entry.name} was saved` : `${entry.name} was added`, tone: 'good' })
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
      title={named ? `Edit ${noun}` : `Add ${noun}`}
      description={
        named && noun === 'department'
          ? 'Users made by hand follow to a new name. Those of an identity provider keep what it says.'
          : undefined
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="named-form" variant="primary" disabled={form.isSaving}>
            {named ? `Save ${noun}` : `Add ${noun}`}
          </Button>
        </>
      }
    >
      <form
        id="named-form"
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
            words={namedFieldWords}
            chosen={form.chosen}
            onChoose={form.choose}
            disabled={form.isSaving}
          />
        ) : null}
        <EntryProblem error={form.error} shownFields={['name', 'comments']} />
        <div data-field="name">
          <Field label="Name" error={form.errorAt('name')}>
            <Input value={form.entry.name} autoComplete="off" onValueChange={(name) => form.set({ name })} />
          </Field>
        </div>
        <div data-field="comments">
          <Field label="Comments" error={form.errorAt('comments')}>
            <Textarea
              rows={3}
              value={form.entry.comments}
              onChange={(event) => form.set({ comments: event.target.value })}
            />
          </Field>
        </div>
      </form>
    </Dialog>
  )
}

const labels: Readonly<Record<string, string>> = { name: 'Name', comments: 'Comments' }

const namedFieldWords: FieldWords = (field) => ({ label: labels[field] ?? field, text: String })
