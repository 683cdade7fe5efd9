import type { PolicyRuleRow } from '#db/queries/policy-rules.ts'
import type { Reader } from '#db/store.ts'
import type { PolicySet } from '#lib/policy/policy-set.ts'
import { danglingOf, type Dangling } from '#lib/policy/references.ts'
import type { CriterionKind, Outcome } from '#lib/policy/rule.ts'
import { criterionTexts, namesOf, outcomeText, sentenceOf } from '#lib/policy/words.ts'
import { loadSurroundings } from './load.ts'
import { entryOf, type RuleEntry } from './rules.ts'
import { ruleOf } from './stored.ts'

/** A rule as a line of its policy's table. */
export type RuleLine = {
  readonly id: string
  /** Rule Order, from 1. */
  readonly order: number
  readonly name: string
  readonly isEnabled: boolean
  readonly outcome: Outcome
  /** What the outcome is called. */
  readonly action: string
  /** It names things that are gone or off, so many. */
  readonly problems: number
  /** ISO 8601. */
  readonly updatedAt: string
}

/** What is asked for by one kind of criteria, and what of it is gone or off. */
export type CriterionView = {
  readonly kind: CriterionKind
  readonly text: string
  readonly problems: readonly string[]
}

/** A rule as it opens beside the table. Times are ISO 8601. */
export type RuleView = RuleLine & {
  readonly version: number
  readonly entry: RuleEntry
  readonly sentence: string
  readonly criteria: readonly CriterionView[]
  /** The names of the SCIM groups that it names, by their ids; those that are gone are missing. */
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  readonly createdAt: string
}

/** Some rules as lines of a table, in the order given. */
export async function ruleLines(q: Reader, rows: readonly PolicyRuleRow[]): Promise<RuleLine[]> {
  const surroundings = await loadSurroundings(q, rows.map(ruleOf))
  return rows.map((row) => lineOf(row, surroundings))
}

export async function ruleView(q: Reader, row: PolicyRuleRow): Promise<RuleView> {
  const rule = ruleOf(row)
  const surroundings = await loadSurroundings(q, [rule])
  const names = namesOf(surroundings)
  const dangling = danglingOf(rule, surroundings)
  return {
    ...lineOf(row, surroundings),
    version: row.version,
    entry: entryOf(row),
    sentence: sentenceOf(rule.criteria, names),
    criteria: criterionTexts(rule.criteria, names).map(({ kind, text }) => ({
      kind,
      text,
      problems: [...new Set(dangling.filter((each) => kindOf[each.kind] === kind).map((each) => each.text))],
    })),
    groups: surroundings.groups.map(({ id, name }) => ({ id, name })),
    createdAt: row.createdAt.toISOString(),
  }
}

const lineOf = (row: PolicyRuleRow, surroundings: Omit<PolicySet, 'rules'>): RuleLine => {
  const rule = ruleOf(row)
  return {
    id: row.id,
    order: row.position,
    name: row.name,
    isEnabled: row.isEnabled,
    outcome: rule.outcome,
    action: outcomeText(rule.outcome),
    problems: danglingOf(rule, surroundings).length,
    updatedAt: row.updatedAt.toISOString(),
  }
}

const kindOf: Readonly<Record<Dangling['kind'], CriterionKind>> = {
  application: 'applications',
  'segment-group': 'applications',
  location: 'locations',
  idp: 'identity',
  'scim-group': 'identity',
  'saml-attribute': 'identity',
}
