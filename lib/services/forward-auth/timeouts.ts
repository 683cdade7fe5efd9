import { decide } from '#lib/policy/decide.ts'
import type { CompiledSet } from '#lib/policy/compile.ts'
import type { PolicyRequest, Subject } from '#lib/policy/policy-set.ts'
import type { Rule } from '#lib/policy/rule.ts'

/** Where the Timeout policy says Default: what an open TCP connection has. */
export const defaultIdleMs = 2 * 60 * 60_000

export type Lapse = { readonly reason: 'expired' | 'idle'; readonly message: string; readonly rule: Rule | undefined }

/**
 * What has run out for somebody at an application by the Timeout policy; undefined while nothing has. Authentication counts
 * from the sign-in here: what an IdP says may be weeks old where it has a session of its own.
 */
export function lapseOf(
  policies: CompiledSet,
  subject: Subject,
  request: PolicyRequest,
  { signedInAt, seenAt, now }: { signedInAt: number; seenAt: number; now: number },
): Lapse | undefined {
  const { outcome, rule } = decide(policies, 'timeout', subject, request)
  if (outcome.policy !== 'timeout') return undefined
  const { authenticationSeconds, idleSeconds, message } = outcome
  if (authenticationSeconds !== null && now - signedInAt >= authenticationSeconds * 1_000) {
    return { reason: 'expired', message, rule }
  }
  const idleMs = idleSeconds === null ? defaultIdleMs : idleSeconds * 1_000
  return now - seenAt >= idleMs ? { reason: 'idle', message, rule } : undefined
}
