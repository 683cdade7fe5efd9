import type { Decision } from '#lib/policy/decide.ts'
import { lapsedBy, type Presence } from '#lib/policy/lapse.ts'
import type { Rule } from '#lib/policy/rule.ts'

export type Lapse = { readonly reason: 'expired' | 'idle'; readonly message: string; readonly rule: Rule | undefined }

/**
 * What has run out for somebody at an application by what the Timeout policy decides; undefined while nothing has.
 * Authentication counts from the sign-in here: what an IdP says may be weeks old where it has a session of its own.
 */
export function lapseOf({ outcome, rule }: Pick<Decision, 'outcome' | 'rule'>, presence: Presence): Lapse | undefined {
  if (outcome.policy !== 'timeout') return undefined
  const reason = lapsedBy(outcome, presence)
  return reason && { reason, message: outcome.message, rule }
}
