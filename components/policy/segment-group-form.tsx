'use client'
import { EntryDialog } from '#components/editing/entry-dialog.tsx'
import { DescriptionField, NameField } from '#components/editing/entry-fields.tsx'
import { fieldWordsOf } from '#components/editing/field-words.ts'
import { useEditedEntry } from '#components/editing/use-edited-entry.ts'
import { EnabledRow } from '#components/idp/option-row.tsx'
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
  const form = useEditedEntry({
    edited: group,
    empty: { name: '', description: '', isEnabled: true },
    actions,
    onClose,
  })
  return (
    <EntryDialog
      form={form}
      title={group ? 'Edit segment group' : 'Add segment group'}
      verb={group ? 'Save segment group' : 'Add segment group'}
      words={words}
      shownFields={['name', 'description']}
      onClose={onClose}
    >
      <NameField form={form} />
      <DescriptionField form={form} />
      <EnabledRow
        field="isEnabled"
        label="Status"
        description="Rules that name a disabled group do not match its segments."
        isEnabled={form.entry.isEnabled}
        disabled={form.isSaving}
        onChange={(isEnabled) => form.set({ isEnabled })}
      />
    </EntryDialog>
  )
}

const words = fieldWordsOf({ name: 'Name', description: 'Description', isEnabled: 'Status' })
