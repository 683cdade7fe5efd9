'use client'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/input.tsx'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'
import { accessActions, type AccessAction, type Outcome } from '#lib/policy/rule.ts'

const items = Object.entries(accessActions).map(([value, label]) => ({ value, label }))

/** What a rule does. */
export const OutcomeFields = ({
  outcome,
  errorAt,
  onChange,
}: {
  outcome: Outcome
  errorAt: (field: string) => string | undefined
  onChange: (outcome: Outcome) => void
}) => {
  if (outcome.policy !== 'access') return null
  const error = errorAt('action')
  return (
    <>
      <div data-field="action" className="flex flex-col items-start gap-1.5">
        <p className="text-sm font-medium">Rule Action</p>
        <SegmentedControl
          label="Rule Action"
          value={outcome.action}
          items={items}
          onValueChange={(action) => onChange({ ...outcome, action: action as AccessAction })}
        />
        {error === undefined ? null : (
          <p role="alert" className="text-bad text-sm">
            {error}
          </p>
        )}
      </div>
      {outcome.action === 'block' ? (
        <div data-field="message">
          <Field label="Message to User" description="For whoever the rule keeps out." error={errorAt('message')}>
            <Textarea
              rows={2}
              value={outcome.message}
              onChange={(event) => onChange({ ...outcome, message: event.target.value })}
            />
          </Field>
        </div>
      ) : null}
    </>
  )
}
