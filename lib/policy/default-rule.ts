import type { Outcome, Policy } from './rule.ts'

/** Policies whose default rule can be edited. What no access rule allows is blocked, and that is not to be changed. */
export const defaultRulePolicies = ['forwarding', 'timeout'] as const
export type DefaultRulePolicy = (typeof defaultRulePolicies)[number]

export const hasDefaultRule = (policy: Policy): policy is DefaultRulePolicy => policy !== 'access'

/** What the rule behind all others is called. */
export const DEFAULT_RULE_NAME = 'Default Rule'

/** What stands for it where addresses have the id of a rule: it is stored under one only once it was edited. */
export const DEFAULT_ROW = 'default'

/** What happens where no rule matches and no default rule says otherwise. Authentication lasts seven days. */
export const defaultOutcomes: { readonly [P in Policy]: Extract<Outcome, { policy: P }> } = {
  access: { policy: 'access', action: 'block', message: '' },
  forwarding: { policy: 'forwarding', action: 'forward' },
  timeout: { policy: 'timeout', authenticationSeconds: 7 * 24 * 60 * 60, idleSeconds: null, message: '' },
}
