'use client'
import { useState } from 'react'
import { EditConflict } from '#components/editing/edit-conflict.tsx'
import { useEntryForm } from '#components/editing/use-entry-form.ts'
import { EnabledRow } from '#components/idp/option-row.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input, Textarea } from '#components/ui/input.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { toast } from '#components/ui/toast.tsx'
import { EntryProblem } from '#components/user-management/entry-problem.tsx'
import type { CriterionKind, Policy } from '#lib/policy/rule.ts'
import type { RuleEntry } from '#lib/services/policy/index.ts'
import type { RuleView } from '#lib/services/policy/rule-view.ts'
import { CriteriaFields } from './criteria-fields.tsx'
import { OutcomeFields } from './outcome-fields.tsx'
import type { RuleActions } from './rule-actions.ts'
import { criterionTitles, emptyKinds, isIdentityUnfinished, newRule, shownKinds, tidied } from './rule-draft.ts'
import { ruleWords } from './rule-words.ts'
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
  const form = useEntryForm<RuleEntry, unknown>(
    rule?.entry ?? newRule(policy),
    (entry, { opened, version }) =>
      rule
        ? actions.change({ id: rule.id, version: version ?? rule.version, entry: tidied(entry), opened })
        : actions.create({ policy, entry: tidied(entry) }),
    (entry) => {
      toast({ title: `${entry.name.trim()} was ${rule ? 'saved' : 'added'}`, tone: 'good' })
      onClose()
    },
  )
  const { choices, error: choicesError, retry } = useRuleChoices(actions.choices)
  const [groups, setGroups] = useState<readonly { id: string; name: string }[]>(rule?.groups ?? [])
  const [added, setAdded] = useState<readonly CriterionKind[]>([])
  const [isTried, setTried] = useState(false)
  const { entry } = form
  const groupNames = new Map(groups.map(({ id, name }) => [id, name]))
  const shown = shownKinds(policy, entry.criteria, added)
  const empty = emptyKinds(entry, shown)
  const errorAt = (field: string) => (form.error?.field === field ? form.error.message : undefined)
  const verb = rule ? 'Save rule' : 'Add rule'
  const submit = () => {
    setTried(true)
    if (empty.length > 0 || isIdentityUnfinished(entry.criteria.identity)) return
    void form.submit()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      dismissible={!form.isDirty}
      size="lg"
      title={rule ? 'Edit rule' : 'Add rule'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="rule-form" variant="primary" disabled={form.isSaving || !choices}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        id="rule-form"
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {form.conflict ? (
          <EditConflict
            key={form.conflict.version}
            conflict={form.conflict}
            words={ruleWords(choices, groupNames)}
            chosen={form.chosen}
            onChoose={form.choose}
            disabled={form.isSaving}
          />
        ) : null}
        <EntryProblem error={form.error} shownFields={['name', 'description', 'action', 'message', ...shown]} />
        <div data-field="name">
          <Field label="Name" error={errorAt('name')}>
            <Input value={entry.name} autoComplete="off" onValueChange={(name) => form.set({ name })} />
          </Field>
        </div>
        <div data-field="description">
          <Field label="Description" error={errorAt('description')}>
            <Textarea
              rows={2}
              value={entry.description}
              onChange={(event) => form.set({ description: event.target.value })}
            />
          </Field>
        </div>
        <OutcomeFields outcome={entry.outcome} errorAt={errorAt} onChange={(outcome) => form.set({ outcome })} />
        {choices ? (
          <CriteriaFields
            policy={policy}
            criteria={entry.criteria}
            choices={choices}
            groupNames={groupNames}
            shown={shown}
            isTried={isTried}
            errorAt={(kind) =>
              errorAt(kind) ??
              (isTried && empty.includes(kind)
                ? `${criterionTitles[kind]}: choose at least one, or remove the criterion.`
                : undefined)
            }
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
      </form>
    </Dialog>
  )
}
