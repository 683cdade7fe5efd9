import { store } from '#db/index.ts'
import type { Reader } from '#db/store.ts'
import { explain, type Explanation } from '#lib/policy/explain.ts'
import type { PolicyRequest, Subject } from '#lib/policy/policy-set.ts'
import type { Policy } from '#lib/policy/rule.ts'
import { compiledPolicies } from './load.ts'
import { findSubject } from './subject.ts'

export type Decisions = { subject: Subject; policies: Readonly<Record<Policy, Explanation>> }

/** Rules that an explanation tells of, at most. */
const MOST_TOLD = 200

/**
 * Decides all three policies for a user of an IdP, by what is known of them at this moment, and explains each. Undefined
 * when there is no such user.
 */
export async function decideFor(
  person: { idpId: string; userId: string },
  request: PolicyRequest,
  q: Reader = store().read,
): Promise<Decisions | undefined> {
  const subject = await findSubject(q, person.idpId, person.userId)
  if (!subject) return undefined
  const compiled = await compiledPolicies(q)
  const decided = (policy: Policy) => explain(compiled, policy, subject, request, MOST_TOLD)
  return {
    subject,
    policies: { access: decided('access'), forwarding: decided('forwarding'), timeout: decided('timeout') },
  }
}
