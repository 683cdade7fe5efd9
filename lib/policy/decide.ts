import { firstInAll, type Bits } from './bits.ts'
import type { CompiledSet } from './compile.ts'
import { defaultOutcomes } from './default-rule.ts'
import { ask, evaluateRule, type Asked } from './evaluate.ts'
import { candidatesOf, dimensionsOf } from './rule-index.ts'
import type { Application, PolicyRequest, Subject } from './policy-set.ts'
import type { Outcome, Policy, Rule } from './rule.ts'

/** Why it was decided so. */
export type Reason =
  /** The rule matches. */
  | 'rule'
  /** The rule blocks, and it cannot be told that it does not match. */
  | 'unknown'
  /** No rule matches: the default rule, or for access that nothing allows. */
  | 'default'
  /** The destination is none of the applications. */
  | 'no-application'
  /** An administrator blocks the user. */
  | 'blocked'
  /** SCIM has not brought the user, or has them inactive. */
  | 'absent'
  | 'inactive'
  /** The user's IdP is gone or switched off. */
  | 'idp'

export type Decision = {
  outcome: Outcome
  reason: Reason
  /** The rule that decided, if one did. */
  rule: Rule | undefined
  /** The most specific segment that the destination lies in. */
  application: Application | undefined
}

/** Decides one policy: the first rule that matches, in Rule Order, for the most specific segment. */
export function decide(compiled: CompiledSet, policy: Policy, subject: Subject, request: PolicyRequest): Decision {
  return decideAsked(compiled, policy, ask(compiled, subject, request))
}

/** The same, where the request is looked up already. */
export function decideAsked(compiled: CompiledSet, policy: Policy, asked: Asked): Decision {
  const { application } = asked.found
  const barred = policy === 'access' ? barrierOf(compiled, asked) : undefined
  if (barred) return { outcome: defaultOutcomes.access, reason: barred, rule: undefined, application }
  const { rules, index, defaultRule } = compiled.policies[policy]
  const dimensions = dimensionsOf(index, asked)
  let looked = 0
  const kept = compiled.candidates[policy].get(asked.subject)
  if (kept) dimensions.push(kept)
  for (let place = firstInAll(dimensions, 0); place >= 0; place = firstInAll(dimensions, place + 1)) {
    const rule = rules[place]
    if (!rule) break
    const truth = evaluateRule(rule, asked)
    if (decides(rule.rule, truth)) {
      return { outcome: rule.rule.outcome, reason: truth === 'yes' ? 'rule' : 'unknown', rule: rule.rule, application }
    }
    looked += 1
    // Of somebody unknown no rule can be left out.
    if (looked === WORTH_FINDING && !kept && !asked.subject.isAnonymous)
      dimensions.push(findCandidates(compiled, policy, asked.subject))
  }
  return { outcome: defaultRule?.outcome ?? defaultOutcomes[policy], reason: 'default', rule: defaultRule, application }
}

/**
 * What is not known never allows: a rule that allows has to match, and one that blocks is not passed by before it is
 * certain that it does not.
 */
export const decides = ({ outcome }: Rule, truth: ReturnType<typeof evaluateRule>): boolean =>
  truth === 'yes' || (truth === 'unknown' && outcome.policy === 'access' && outcome.action === 'block')

/** What keeps a user out, whatever the rules say. */
function barrierOf(compiled: CompiledSet, { subject, found }: Asked): Reason | undefined {
  if (subject.isAnonymous) return found.application ? undefined : 'no-application'
  const idp = compiled.idps.get(subject.idpId)
  if (subject.block) return 'blocked'
  if (!idp?.isEnabled) return 'idp'
  if (idp.isScimSynced && subject.provisioned !== 'active') return subject.provisioned
  return found.application ? undefined : 'no-application'
}

/** So many rules are looked at before a user's candidates are found: that costs as much as looking at these. */
const WORTH_FINDING = 32

/** A user's candidates are kept as long as the subject object is, so what that says must not change. */
function findCandidates(compiled: CompiledSet, policy: Policy, subject: Subject): Bits {
  const found = candidatesOf(compiled.policies[policy].index, subject)
  compiled.candidates[policy].set(subject, found)
  return found
}
