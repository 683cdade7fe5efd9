'use client'
import { RadioCards } from '#components/idp/radio-cards.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/input.tsx'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'
import {
  accessActions,
  forwardingActions,
  type AccessAction,
  type ForwardingAction,
  type Outcome,
} from '#lib/policy/rule.ts'
import { DurationField } from './duration-field.tsx'

type Props<O extends Outcome> = {
  outcome: O
  errorAt: (field: string) => string | undefined
  onChange: (outcome: Outcome) => void
}

/** The fields of an outcome's form, by what it does; as `ruleProblems` names them. */
export const outcomeFieldNames = ['action', 'message', 'authenticationSeconds', 'idleSeconds'] as const

/** What a rule does. */
export const OutcomeFields = ({ outcome, ...props }: Props<Outcome>) => {
  switch (outcome.policy) {
    case 'access':
      return <AccessFields outcome={outcome} {...props} />
    case 'forwarding':
      return <ForwardingFields outcome={outcome} {...props} />
    case 'timeout':
      return <TimeoutFields outcome={outcome} {...props} />
  }
}

const accessItems = Object.entries(accessActions).map(([value, label]) => ({ value, label }))

const AccessFields = ({ outcome, errorAt, onChange }: Props<Extract<Outcome, { policy: 'access' }>>) => (
  <>
    <div data-field="action" className="flex flex-col items-start gap-1.5">
      <p className="text-sm font-medium">Rule Action</p>
      <SegmentedControl
        label="Rule Action"
        value={outcome.action}
        items={accessItems}
        onValueChange={(action) => onChange({ ...outcome, action: action as AccessAction })}
      />
      <Problem>{errorAt('action')}</Problem>
    </div>
    {outcome.action === 'block' ? (
      <MessageField
        description="For whoever the rule keeps out."
        message={outcome.message}
        error={errorAt('message')}
        onChange={(message) => onChange({ ...outcome, message })}
      />
    ) : null}
  </>
)

const forwardingMeanings: Readonly<Record<ForwardingAction, string>> = {
  bypass: 'The client leaves the traffic alone: it goes to its destination by itself.',
  'forward-allowed': 'The client forwards what the Access Policy allows the user, and leaves the rest alone.',
  forward: 'The client forwards the traffic; the Access Policy decides what becomes of it.',
}

const ForwardingFields = ({ outcome, errorAt, onChange }: Props<Extract<Outcome, { policy: 'forwarding' }>>) => (
  <div data-field="action" className="flex flex-col gap-1.5">
    <p className="text-sm font-medium">Rule Action</p>
    <RadioCards
      label="Rule Action"
      value={outcome.action}
      items={(Object.keys(forwardingActions) as ForwardingAction[]).map((value) => ({
        value,
        label: forwardingActions[value],
        description: forwardingMeanings[value],
      }))}
      disabled={false}
      onValueChange={(action) => onChange({ ...outcome, action })}
    />
    <Problem>{errorAt('action')}</Problem>
  </div>
)

const TimeoutFields = ({ outcome, errorAt, onChange }: Props<Extract<Outcome, { policy: 'timeout' }>>) => (
  <>
    <div className="grid gap-4 sm:grid-cols-2">
      <DurationField
        field="authenticationSeconds"
        label="Authentication Timeout"
        description="After it people sign in again, once they next open the application. At least 10 minutes."
        unbounded="Never"
        seconds={outcome.authenticationSeconds}
        error={errorAt('authenticationSeconds')}
        onChange={(authenticationSeconds) => onChange({ ...outcome, authenticationSeconds })}
      />
      <DurationField
        field="idleSeconds"
        label="Idle Connection Timeout"
        description="After it a connection without traffic ends; nobody has to sign in again for that. At least 10 minutes."
        unbounded="Default"
        seconds={outcome.idleSeconds}
        error={errorAt('idleSeconds')}
        onChange={(idleSeconds) => onChange({ ...outcome, idleSeconds })}
      />
    </div>
    <MessageField
      description="For whoever has to sign in again."
      message={outcome.message}
      error={errorAt('message')}
      onChange={(message) => onChange({ ...outcome, message })}
    />
  </>
)

const MessageField = ({
  description,
  message,
  error,
  onChange,
}: {
  description: string
  message: string
  error: string | undefined
  onChange: (message: string) => void
}) => (
  <div data-field="message">
    <Field label="Message to User" description={description} error={error}>
      <Textarea rows={2} value={message} onChange={({ target }) => onChange(target.value)} />
    </Field>
  </div>
)

const Problem = ({ children }: { children: string | undefined }) =>
  children === undefined ? null : (
    <p role="alert" className="text-bad text-sm">
      {children}
    </p>
  )
