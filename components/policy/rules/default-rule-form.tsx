'use client'
import { EntryDialog } from '#components/editing/entry-dialog.tsx'
import { DescriptionField } from '#components/editing/entry-fields.tsx'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { toast } from '#components/ui/toast.tsx'
import { DEFAULT_RULE_NAME } from '#lib/policy/default-rule.ts'
import { defaultRuleProblems } from '#lib/policy/problems.ts'
import type { DefaultRuleView } from '#lib/services/policy/default-rule.ts'
import type { DefaultRuleEntry } from '#lib/services/policy/index.ts'
import { outcomeFieldNames, OutcomeFields } from './outcome-fields.tsx'
import type { RuleActions } from './rule-actions.ts'
import { ruleWords } from './rule-words.ts'
import { useProblems } from './use-problems.ts'

/** *Edit* of a default rule. Mounted anew each time it opens. */
export const DefaultRuleForm = ({
  rule: { policy, version: read, entry: opening },
  actions,
  onClose,
}: {
  rule: DefaultRuleView
  actions: RuleActions
  onClose: () => void
}) => {
  const form = useEntryForm<DefaultRuleEntry, unknown>(
    opening,
    (entry, { opened, version }) => actions.changeDefault({ policy, version: version ?? read, entry, opened }),
    () => {
      toast({ title: `${DEFAULT_RULE_NAME} was saved`, tone: 'good' })
      onClose()
    },
  )
  const { errorAt, isSound } = useProblems(form.error, defaultRuleProblems(policy, form.entry))
  return (
    <EntryDialog
      form={form}
      title="Edit Default Rule"
      description="It decides where no other rule matches."
      verb="Save Default Rule"
      words={ruleWords(undefined, new Map())}
      shownFields={['description', ...outcomeFieldNames]}
      onSubmit={() => {
        if (isSound()) void form.submit()
      }}
      onClose={onClose}
    >
      <OutcomeFields outcome={form.entry.outcome} errorAt={errorAt} onChange={(outcome) => form.set({ outcome })} />
      <DescriptionField form={{ ...form, errorAt }} />
    </EntryDialog>
  )
}
