'use client'
import { EntryDialog } from '#components/editing/entry-dialog.tsx'
import { EntryField } from '#components/editing/entry-fields.tsx'
import { fieldWordsOf } from '#components/editing/field-words.ts'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { DecisionLogEntry, DecisionLogSettings } from '#lib/services/decision-log/index.ts'
import { allowShares } from '#lib/table/decision-log.ts'
import type { LogSettingsActions } from './actions.ts'

/** How much is kept of the decision log, and how long. Mounted anew each time it opens. */
export const LogSettingsForm = ({
  settings: { version: opened, ...initial },
  actions,
  onClose,
}: {
  settings: DecisionLogSettings
  actions: LogSettingsActions
  onClose: () => void
}) => {
  const form = useEntryForm<DecisionLogEntry, unknown>(
    initial,
    (entry, seen) => actions.change({ entry, opened: seen.opened, version: seen.version ?? opened }),
    () => {
      toast({ title: 'The settings of the decision log were saved', tone: 'good' })
      onClose()
    },
  )
  const { allowShare, retentionDays } = form.entry
  const loses = retentionDays >= 1 && retentionDays < initial.retentionDays
  return (
    <EntryDialog
      form={form}
      title="Decision Log settings"
      description="Every block is kept. Of what is allowed a share is enough to see who goes where. The settings hold from the next decision on."
      verb="Save settings"
      words={words}
      shownFields={['allowShare', 'retentionDays']}
      onClose={onClose}
    >
      <EntryField form={form} field="allowShare" label="Allows to keep">
        <Select
          aria-label="Allows to keep"
          items={allowShares.map(({ value, label }) => ({ value: String(value), label }))}
          value={String(allowShare)}
          onValueChange={(value) => form.set({ allowShare: Number(value) })}
        />
      </EntryField>
      <EntryField
        form={form}
        field="retentionDays"
        label="Keep for (days)"
        description={
          loses
            ? `1 to 365. What is older than ${retentionDays === 1 ? 'a day' : `${retentionDays} days`} is deleted soon after saving.`
            : '1 to 365.'
        }
      >
        <Input
          inputMode="numeric"
          autoComplete="off"
          value={retentionDays === 0 ? '' : String(retentionDays)}
          onValueChange={(text) => form.set({ retentionDays: Number(text.replace(/\D/g, '')) })}
        />
      </EntryField>
    </EntryDialog>
  )
}

const words = fieldWordsOf({
  allowShare: {
    label: 'Allows to keep',
    text: (value) => allowShares.find((share) => share.value === value)?.label ?? String(value),
  },
  retentionDays: 'Keep for (days)',
})
