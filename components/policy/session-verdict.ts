import { lapsedBy } from '#lib/policy/lapse.ts'
import type { Outcome } from '#lib/policy/rule.ts'

/** What the Timeout policy means for somebody who wants to go on. Times are ISO 8601. */
export type SessionVerdict =
  | { kind: 'signed-out' }
  | { kind: 'expired'; signedInAt: string; endedAt: string }
  /** `endsAt` null: Never. */
  | { kind: 'open'; signedInAt: string; endsAt: string | null }

/** Whether they have to sign in again at a moment, by the outcome of the Timeout policy. */
export function sessionVerdict(outcome: Outcome, signedInAt: Date | null, at: Date): SessionVerdict | undefined {
  if (outcome.policy !== 'timeout') return undefined
  if (signedInAt === null) return { kind: 'signed-out' }
  const { authenticationSeconds: seconds } = outcome
  const end = seconds === null ? null : new Date(signedInAt.getTime() + seconds * 1_000).toISOString()
  const presence = { signedInAt: signedInAt.getTime(), seenAt: at.getTime(), now: at.getTime() }
  const since = signedInAt.toISOString()
  return lapsedBy(outcome, presence) === 'expired' && end !== null
    ? { kind: 'expired', signedInAt: since, endedAt: end }
    : { kind: 'open', signedInAt: since, endsAt: end }
}
