import { store } from '#db/index.ts'
import type { Reader } from '#db/store.ts'
import { explain, type Explanation } from '#lib/policy/explain.ts'
import type { PolicyRequest } from '#lib/policy/policy-set.ts'
import type { Policy } from '#lib/policy/rule.ts'
import { compiledPolicies } from './load.ts'
import { findSubject, type FoundSubject } from './subject.ts'

export type Decisions = FoundSubject & { policies: Readonly<Record<Policy, Explanation>> }

/** Rules that an explanation tells of, unless all are asked for. */
const MOST_TOLD = 200

/**
 * Decides all three policies for somebody of an IdP, by what is known of them at this moment, and explains each. Undefined
 * when there is no such IdP.
 */
export async function decideFor(
  person: { idpId: string; userName: string },
  request: PolicyRequest,
  q: Reader = store().read,
): Promise<Decisions | undefined> {
  const found = await findSubject(q, person.idpId, person.userName)
  return found && decideAbout(found, request, q)
}

/** The same for whoever was found, or made up. */
export async function decideAbout(
  found: FoundSubject,
  request: PolicyRequest,
  q: Reader,
  most = MOST_TOLD,
): Promise<Decisions> {
  const compiled = await compiledPolicies(q)
  const decided = (policy: Policy) => explain(compiled, policy, found.subject, request, most)
  return {
    ...found,
    policies: { access: decided('access'), forwarding: decided('forwarding'), timeout: decided('timeout') },
  }
}
