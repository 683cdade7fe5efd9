import { accessActions, forwardingActions, type Outcome, type Timeouts } from './rule.ts'

/** What a rule does: `Allow Access`. */
export function outcomeText(outcome: Outcome): string {
  if (outcome.policy === 'access') return accessActions[outcome.action]
  if (outcome.policy === 'forwarding') return forwardingActions[outcome.action]
  const { authentication, idle } = timeoutTexts(outcome)
  return `Authentication Timeout: ${authentication} · Idle Connection Timeout: ${idle}`
}

/** Both timeouts: `7 days`, `Never`, `Default`. */
export const timeoutTexts = ({ authenticationSeconds, idleSeconds }: Timeouts) => ({
  authentication: authenticationSeconds === null ? 'Never' : durationText(authenticationSeconds),
  idle: idleSeconds === null ? 'Default' : durationText(idleSeconds),
})

export const timeUnits = { days: 86_400, hours: 3_600, minutes: 60 } as const
export type TimeUnit = keyof typeof timeUnits

/** A duration in the largest unit that it is a whole number of. */
export function splitDuration(seconds: number): { amount: number; unit: TimeUnit } {
  const unit = (['days', 'hours'] as const).find((each) => seconds % timeUnits[each] === 0) ?? 'minutes'
  return { amount: seconds / timeUnits[unit], unit }
}

/** `36 hours` */
export const durationText = (seconds: number): string => {
  const { amount, unit } = splitDuration(seconds)
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`
}
