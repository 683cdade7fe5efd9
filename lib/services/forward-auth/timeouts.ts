import { decide } from '#lib/policy/decide.ts'
import type { CompiledSet } from '#lib/policy/compile.ts'
import { lapsedBy, type Presence } from '#lib/policy/lapse.ts'
import type { PolicyRequest, Subject } from '#lib/policy/policy-set.ts'
import type { Rule } from '#lib/policy/rule.ts'

export type Lapse = { readonly reason: 'expired' | 'idle'; readonly message: string; readonly rule: Rule | undefined }

/**
 * What has run out for somebody at an application by the Timeout policy; undefined while nothing has. Authentication counts
 * from the sign-in here: what an IdP says may be weeks old where it has a session of its own.
 */
export function lapseOf(
  policies: CompiledSet,
  subject: Subject,
  request: PolicyRequest,
  presence: Presence,
): Lapse | undefined {
  const { outcome, rule } = decide(policies, 'timeout', subject, request)
  if (outcome.policy !== 'timeout') return undefined
  const reason = lapsedBy(outcome, presence)
  return reason && { reason, message: outcome.message, rule }
}
