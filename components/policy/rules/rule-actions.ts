import type { Answer } from '#components/idp/actions.ts'
import type { DefaultRulePolicy } from '#lib/policy/default-rule.ts'
import type { Policy } from '#lib/policy/rule.ts'
import type { DefaultRuleEntry, RuleEntry } from '#lib/services/policy/index.ts'
import type { RuleChoices } from '#lib/services/policy/rule-choices.ts'

/** What whoever may configure can do with rules; the server refuses everybody else. */
export type RuleActions = {
  choices: () => Answer<RuleChoices>
  create: (input: { policy: Policy; entry: RuleEntry }) => Answer<{ id: string }>
  change: (input: { id: string; version: number; entry: RuleEntry; opened: RuleEntry }) => Answer<unknown>
  changeDefault: (input: {
    policy: DefaultRulePolicy
    version: number
    entry: DefaultRuleEntry
    opened: DefaultRuleEntry
  }) => Answer<unknown>
  copy: (input: { id: string; name: string }) => Answer<{ id: string }>
  /** `order`: from 1. */
  move: (input: { id: string; order: number }) => Answer<unknown>
  setEnabled: (input: { id: string; isEnabled: boolean }) => Answer<unknown>
  remove: (input: { id: string }) => Answer<unknown>
}
