'use client'
import { ListEnd, Pencil } from 'lucide-react'
import { useQueryState } from 'nuqs'
import { useState } from 'react'
import { Facts, Part } from '#components/scim/facts.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { DEFAULT_ROW, DEFAULT_RULE_NAME } from '#lib/policy/default-rule.ts'
import type { DefaultRuleView } from '#lib/services/policy/default-rule.ts'
import { DefaultRuleForm } from './forms.ts'
import { OutcomeText, outcomeFacts } from './outcome-text.tsx'
import type { RuleActions } from './rule-actions.ts'

/** The rule behind all others, below their table: it is on every page of that, and never filtered out. */
export const DefaultRuleBar = ({ rule }: { rule: DefaultRuleView }) => {
  const [, openRow] = useQueryState('row', { shallow: false, history: 'push' })
  return (
    <section
      aria-label={DEFAULT_RULE_NAME}
      data-row={DEFAULT_ROW}
      className="bg-surface shadow-card mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border px-4 py-3 text-sm"
    >
      <ListEnd className="text-ink-muted size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1 basis-56">
        <h2 className="font-medium">{DEFAULT_RULE_NAME}</h2>
        <p className="text-ink-muted">Decides where no rule above matches, for everybody and every application.</p>
      </div>
      <OutcomeText outcome={rule.entry.outcome} />
      <Button size="sm" data-opens-row onClick={() => void openRow(DEFAULT_ROW)}>
        Open {DEFAULT_RULE_NAME}
      </Button>
    </section>
  )
}

/** What opens beside the table. Without `actions` there is nothing to change. */
export const DefaultRuleDetail = ({ rule, actions }: { rule: DefaultRuleView; actions: RuleActions | undefined }) => {
  const [isEdited, setEdited] = useState(false)
  const { description, outcome } = rule.entry
  return (
    <>
      {actions ? (
        <div className="mb-5 flex flex-wrap gap-2">
          <Button size="sm" onClick={() => setEdited(true)}>
            <Pencil aria-hidden />
            Edit Default Rule
          </Button>
          <DefaultRuleForm
            isNeeded={isEdited}
            isKept={false}
            rule={rule}
            actions={actions}
            onClose={() => setEdited(false)}
          />
        </div>
      ) : null}
      <Part title="Criteria">
        <p className="text-sm">Always, where no other rule matches.</p>
        <p className="text-ink-muted mt-1 text-sm">
          It has no criteria, stands behind all other rules, and is neither disabled, copied nor deleted.
        </p>
      </Part>
      <Part title="Rule">
        <Facts
          facts={[
            ...outcomeFacts(outcome),
            ...(description === '' ? [] : [{ label: 'Description', value: description }]),
            {
              label: 'Last Updated',
              value: rule.updatedAt === undefined ? 'Never' : <Time at={rule.updatedAt} format="exact" />,
            },
          ]}
        />
      </Part>
    </>
  )
}
