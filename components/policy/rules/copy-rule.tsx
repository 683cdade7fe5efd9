'use client'
import { EntryDialog } from '#components/editing/entry-dialog.tsx'
import { NameField } from '#components/editing/entry-fields.tsx'
import { fieldWordsOf } from '#components/editing/field-words.ts'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { toast } from '#components/ui/toast.tsx'
import type { RuleView } from '#lib/services/policy/rule-view.ts'
import type { RuleActions } from './rule-actions.ts'

/** Asks how a copy is to be called. Mounted anew each time it opens. */
export const CopyRule = ({ rule, actions, onClose }: { rule: RuleView; actions: RuleActions; onClose: () => void }) => {
  const form = useEntryForm<{ name: string }, unknown>(
    { name: `${rule.name} copy` },
    ({ name }) => actions.copy({ id: rule.id, name }),
    ({ name }) => {
      toast({ title: `${name.trim()} was added`, description: 'It is disabled until you enable it.', tone: 'good' })
      onClose()
    },
  )
  return (
    <EntryDialog
      form={form}
      title={`Copy ${rule.name}`}
      description="The copy stands right behind this rule, with the same criteria, and is disabled."
      verb="Copy rule"
      words={words}
      shownFields={['name']}
      onClose={onClose}
    >
      <NameField form={form} />
    </EntryDialog>
  )
}

const words = fieldWordsOf({ name: 'Name' })
