import type { Fact } from '#components/scim/facts.tsx'
import { Badge } from '#components/ui/badge.tsx'
import type { Outcome } from '#lib/policy/rule.ts'
import { outcomeText, timeoutTexts } from '#lib/policy/outcome-words.ts'
import { outcomeTone } from '../decision-words.ts'

/** What a rule does, in a line. */
export const OutcomeText = ({ outcome }: { outcome: Outcome }) => {
  if (outcome.policy !== 'timeout') return <Badge tone={outcomeTone(outcome)}>{outcomeText(outcome)}</Badge>
  const { authentication, idle } = timeoutTexts(outcome)
  return (
    <span className="flex flex-wrap gap-x-4 tabular-nums">
      <Timeout label="Authentication" full="Authentication Timeout" text={authentication} />
      <Timeout label="Idle" full="Idle Connection Timeout" text={idle} />
    </span>
  )
}

const Timeout = ({ label, full, text }: { label: string; full: string; text: string }) => (
  <span className="whitespace-nowrap" title={full}>
    <span className="text-ink-muted">{label}</span> {text}
  </span>
)

/** The same in a list of facts. */
export const outcomeFacts = (outcome: Outcome): Fact[] => {
  if (outcome.policy === 'forwarding') return [{ label: 'Rule Action', value: outcomeText(outcome) }]
  const message = outcome.message === '' ? [] : [{ label: 'Message to User', value: outcome.message }]
  if (outcome.policy === 'access') return [{ label: 'Rule Action', value: outcomeText(outcome) }, ...message]
  const { authentication, idle } = timeoutTexts(outcome)
  return [
    { label: 'Authentication Timeout', value: authentication },
    { label: 'Idle Connection Timeout', value: idle },
    ...message,
  ]
}
