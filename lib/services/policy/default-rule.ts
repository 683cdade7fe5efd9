import { newId } from '#db/ids.ts'
import { findDefaultRule, insertPolicyRule, updatePolicyRule } from '#db/queries/policy-rules.ts'
import type { Reader } from '#db/store.ts'
import { DEFAULT_RULE_NAME, defaultOutcomes, type DefaultRulePolicy } from '#lib/policy/default-rule.ts'
import { defaultRuleProblems } from '#lib/policy/problems.ts'
import { noCriteria, type Outcome, type RuleBody } from '#lib/policy/rule.ts'
import { outcomeText } from '#lib/policy/outcome-words.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { configure } from '../configuration/index.ts'
import { changedMeanwhile } from '../edit-conflict.ts'
import { invalid } from './gone.ts'
import { ruleOf } from './stored.ts'

/** A default rule as its form describes it: it has no criteria, is always enabled, and keeps its name. */
export type DefaultRuleEntry = { description: string; outcome: Outcome }

/** A policy's default rule, as it is until somebody edits it: then its version is 0, and it is nowhere kept. */
export type DefaultRuleView = {
  readonly policy: DefaultRulePolicy
  readonly version: number
  readonly entry: DefaultRuleEntry
  /** What the outcome is called. */
  readonly action: string
  /** ISO 8601; undefined: never edited. */
  readonly updatedAt: string | undefined
}

export async function getDefaultRule(q: Reader, policy: DefaultRulePolicy): Promise<DefaultRuleView> {
  const row = await findDefaultRule(q, policy)
  const entry: DefaultRuleEntry = row
    ? { description: row.description, outcome: ruleOf(row).outcome }
    : { description: '', outcome: defaultOutcomes[policy] }
  return {
    policy,
    version: row?.version ?? 0,
    entry,
    action: outcomeText(entry.outcome),
    updatedAt: row?.updatedAt.toISOString(),
  }
}

/** Changes a default rule, and makes it where there is none yet. `seen`: as in `changeRule`; version 0 where it was absent. */
export async function changeDefaultRule(
  policy: DefaultRulePolicy,
  wanted: DefaultRuleEntry,
  seen: { version: number; opened: DefaultRuleEntry },
  actor: Actor,
): Promise<void> {
  const entry = { ...wanted, description: wanted.description.trim() }
  const [problem] = defaultRuleProblems(policy, entry)
  if (problem) throw invalid(problem.field, problem.message)
  await configure(actor, async (tx) => {
    const row = await findDefaultRule(tx, policy)
    const { entry: before, version } = await getDefaultRule(tx, policy)
    const now = new Date()
    const id = row?.id ?? newId(now)
    if (version !== seen.version) {
      const thing = { type: 'policy', id, name: DEFAULT_RULE_NAME, version, updatedAt: row?.updatedAt ?? now }
      throw await changedMeanwhile(tx, actor, thing, { opened: seen.opened, theirs: before, mine: wanted })
    }
    const body: RuleBody = { outcome: entry.outcome, criteria: noCriteria }
    const changed = {
      id,
      policy,
      position: 0,
      name: DEFAULT_RULE_NAME,
      nameKey: fold(DEFAULT_RULE_NAME),
      description: entry.description,
      isEnabled: true,
      isDefault: true,
      rule: JSON.stringify(body),
      version: version + 1,
      createdAt: row?.createdAt ?? now,
      updatedAt: now,
    }
    await (row ? updatePolicyRule(tx, changed) : insertPolicyRule(tx, changed))
    const target = { type: 'policy', id, name: DEFAULT_RULE_NAME }
    await appendAudit(tx, actor, { action: 'policy.update', target, before: told(before), after: told(entry) })
  })
}

/** The audit log reads as the page does. */
const told = ({ description, outcome }: DefaultRuleEntry) => ({
  description,
  action: outcomeText(outcome),
  ...(outcome.policy === 'forwarding' ? {} : { message: outcome.message }),
})
