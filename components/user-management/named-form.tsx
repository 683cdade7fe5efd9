'use client'
import { EntryDialog } from '#components/editing/entry-dialog.tsx'
import { EntryField, NameField } from '#components/editing/entry-fields.tsx'
import { fieldWordsOf } from '#components/editing/field-words.ts'
import { type Edited, useEditedEntry } from '#components/editing/use-edited-entry.ts'
import { Textarea } from '#components/ui/input.tsx'
import type { NamedEntry } from '#lib/services/directory/index.ts'
import type { NamedActions } from './actions.ts'

export type EditedNamed = Edited<NamedEntry>

const empty: NamedEntry = { name: '', comments: '' }

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
  const form = useEditedEntry({ edited: named, empty, actions, onClose })
  return (
    <EntryDialog
      form={form}
      title={named ? `Edit ${noun}` : `Add ${noun}`}
      description={
        named && noun === 'department'
          ? 'Users made by hand follow to a new name. Those of an identity provider keep what it says.'
          : undefined
      }
      verb={named ? `Save ${noun}` : `Add ${noun}`}
      words={words}
      shownFields={['name', 'comments']}
      onClose={onClose}
    >
      <NameField form={form} />
      <EntryField form={form} field="comments" label="Comments">
        <Textarea
          rows={3}
          value={form.entry.comments}
          onChange={({ target }) => form.set({ comments: target.value })}
        />
      </EntryField>
    </EntryDialog>
  )
}

const words = fieldWordsOf({ name: 'Name', comments: 'Comments' })
