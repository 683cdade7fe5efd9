'use client'
import { useState } from 'react'
import { EntryDialog } from '#components/editing/entry-dialog.tsx'
import { DescriptionField, NameField } from '#components/editing/entry-fields.tsx'
import { useEditedEntry } from '#components/editing/use-edited-entry.ts'
import { EnabledRow } from '#components/idp/option-row.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ruleProblems } from '#lib/policy/problems.ts'
import type { CriterionKind, Policy } from '#lib/policy/rule.ts'
import type { RuleView } from '#lib/services/policy/rule-view.ts'
import { CriteriaFields } from './criteria-fields.tsx'
import { outcomeFieldNames, OutcomeFields } from './outcome-fields.tsx'
import type { RuleActions } from './rule-actions.ts'
import { criterionTitles, emptyKinds, isIdentityUnfinished, newRule, shownKinds, tidied } from './rule-draft.ts'
import { ruleWords } from './rule-words.ts'
import { useProblems } from './use-problems.ts'
import { useRuleChoices } from './use-rule-choices.ts'

/** *Add* and *Edit* of a rule. Mounted anew each time it opens. */
export const RuleForm = ({
  policy,
  rule,
  actions,
  onClose,
}: {
  policy: Policy
  rule?: RuleView
  actions: RuleActions
  onClose: () => void
}) => {
  const form = useEditedEntry({
    edited: rule,
    empty: newRule(policy),
    actions: {
      create: (entry) => actions.create({ policy, entry: tidied(entry) }),
      change: ({ entry, ...seen }) => actions.change({ ...seen, entry: tidied(entry) }),
    },
    onClose,
  })
  const { choices, error: choicesError, retry } = useRuleChoices(actions.choices)
  const [groups, setGroups] = useState<readonly { id: string; name: string }[]>(rule?.groups ?? [])
  const [added, setAdded] = useState<readonly CriterionKind[]>([])
  const { entry } = form
  const groupNames = new Map(groups.map(({ id, name }) => [id, name]))
  const shown = shownKinds(policy, entry.criteria, added)
  const empty = emptyKinds(entry, shown)
  const { identity } = entry.criteria
  const isUnfinished = isIdentityUnfinished(identity)
  const { errorAt, isTried, isSound } = useProblems(form.error, [
    ...ruleProblems(policy, tidied(entry)).filter(({ field }) => field !== 'identity' || !isUnfinished),
    ...empty.map((kind) => ({
      field: kind,
      message: `${criterionTitles[kind]}: choose at least one, or remove the criterion.`,
    })),
  ])
  const told = { ...form, errorAt }
  return (
    <EntryDialog
      form={form}
      size="lg"
      title={rule ? 'Edit rule' : 'Add rule'}
      verb={rule ? 'Save rule' : 'Add rule'}
      words={ruleWords(choices, groupNames)}
      shownFields={['name', 'description', ...outcomeFieldNames, ...shown]}
      isReady={choices !== undefined}
      onSubmit={() => {
        if (isSound() && !isUnfinished) void form.submit()
      }}
      onClose={onClose}
    >
      <NameField form={told} />
      <DescriptionField form={told} />
      <OutcomeFields outcome={entry.outcome} errorAt={errorAt} onChange={(outcome) => form.set({ outcome })} />
      {choices ? (
        <CriteriaFields
          policy={policy}
          criteria={entry.criteria}
          choices={choices}
          groupNames={groupNames}
          shown={shown}
          isTried={isTried}
          errorAt={errorAt}
          onChange={(change) => form.set({ criteria: { ...entry.criteria, ...change } })}
          onGroup={(group) => setGroups((before) => [...before, group])}
          onAdd={(kind) => setAdded([...added, kind])}
          onRemove={(kind) => setAdded(added.filter((each) => each !== kind))}
        />
      ) : choicesError ? (
        <Callout tone="bad" role="alert" title="Criteria could not be loaded">
          <p>{choicesError.message}</p>
          <Button className="mt-2" size="sm" onClick={retry}>
            Try again
          </Button>
        </Callout>
      ) : (
        <div aria-busy="true">
          <span className="sr-only">Loading criteria</span>
          <Skeleton className="mb-2 w-24" />
          <Skeleton className="w-full" />
        </div>
      )}
      <EnabledRow
        field="isEnabled"
        label="Status"
        description="A disabled rule keeps its place and decides nothing."
        isEnabled={entry.isEnabled}
        disabled={form.isSaving}
        onChange={(isEnabled) => form.set({ isEnabled })}
      />
    </EntryDialog>
  )
}
