'use client'
import { Facts, Part } from '#components/scim/facts.tsx'
import { Time } from '#components/ui/time.tsx'
import type { RuleView } from '#lib/services/policy/rule-view.ts'
import { outcomeFacts } from './outcome-text.tsx'
import type { RuleActions } from './rule-actions.ts'
import { RuleProblems } from './rule-problems.tsx'
import { RuleTools } from './rule-tools.tsx'

/** What opens beside the table. Without `actions` there is nothing to change. */
export const RuleDetail = ({ rule, actions }: { rule: RuleView; actions: RuleActions | undefined }) => {
  const { description, outcome } = rule.entry
  return (
    <>
      {actions ? <RuleTools rule={rule} actions={actions} /> : null}
      <Part title="Criteria">
        <p className="text-sm break-words">{rule.sentence}</p>
        {rule.criteria.length === 0 ? (
          <p className="text-ink-muted mt-1 text-sm">It applies to everybody and every application.</p>
        ) : null}
        <RuleProblems problems={rule.problems} />
      </Part>
      <Part title="Rule">
        <Facts
          facts={[
            { label: 'Rule Order', value: rule.order },
            { label: 'Status', value: rule.isEnabled ? 'Enabled' : 'Disabled' },
            ...outcomeFacts(outcome),
            ...(description === '' ? [] : [{ label: 'Description', value: description }]),
            { label: 'Last Updated', value: <Time at={rule.updatedAt} format="exact" /> },
            { label: 'Created', value: <Time at={rule.createdAt} format="exact" /> },
          ]}
        />
      </Part>
    </>
  )
}
