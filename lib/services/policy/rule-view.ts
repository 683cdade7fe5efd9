import type { PolicyRuleRow } from '#db/queries/policy-rules.ts'
import type { Reader } from '#db/store.ts'
import type { PolicySet } from '#lib/policy/policy-set.ts'
import { criterionOf, danglingOf } from '#lib/policy/references.ts'
import type { CriterionKind, Outcome } from '#lib/policy/rule.ts'
import { outcomeText } from '#lib/policy/outcome-words.ts'
import { criterionTexts, namesOf, sentenceOf } from '#lib/policy/words.ts'
import { loadSurroundings } from './load.ts'
import { entryOf, type RuleEntry } from './rules.ts'
import { ruleOf } from './stored.ts'
import { findUnseenValues } from './unseen.ts'

/** What keeps a rule from meaning what it says: what is wrong, what to do about it, and the criteria where it stands. */
export type RuleProblemView = { readonly kind: CriterionKind; readonly text: string; readonly remedy: string }

/** A rule as a line of its policy's table. */
export type RuleLine = {
  readonly id: string
  /** Rule Order, from 1. */
  readonly order: number
  readonly name: string
  readonly description: string
  readonly isEnabled: boolean
  readonly outcome: Outcome
  /** What the outcome is called. */
  readonly action: string
  /** Its criteria; of long lists, the first few. */
  readonly sentence: string
  readonly problems: readonly RuleProblemView[]
  /** ISO 8601. */
  readonly updatedAt: string
}

/** What is asked for by one kind of criteria. */
export type CriterionView = { readonly kind: CriterionKind; readonly text: string }

/** A rule as it opens beside the table. Times are ISO 8601. */
export type RuleView = RuleLine & {
  readonly version: number
  readonly entry: RuleEntry
  readonly criteria: readonly CriterionView[]
  /** The names of the SCIM groups that it names, by their ids; those that are gone are missing. */
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  readonly createdAt: string
}

/** Of a list longer than this, a line of the table tells the beginning. */
const TOLD_IN_LINES = 20

/** Some rules as lines of a table, in the order given. */
export async function ruleLines(q: Reader, rows: readonly PolicyRuleRow[]): Promise<RuleLine[]> {
  const around = await lookAround(q, rows)
  return rows.map((row) => lineOf(row, around, TOLD_IN_LINES))
}

export async function ruleView(q: Reader, row: PolicyRuleRow): Promise<RuleView> {
  const around = await lookAround(q, [row])
  return {
    ...lineOf(row, around),
    version: row.version,
    entry: entryOf(row),
    criteria: criterionTexts(ruleOf(row).criteria, namesOf(around.set)),
    groups: around.set.groups.map(({ id, name }) => ({ id, name })),
    createdAt: row.createdAt.toISOString(),
  }
}

type Around = { set: Omit<PolicySet, 'rules'>; unseen: ReadonlySet<string> }

async function lookAround(q: Reader, rows: readonly PolicyRuleRow[]): Promise<Around> {
  const rules = rows.map(ruleOf)
  const [set, unseen] = await Promise.all([loadSurroundings(q, rules), findUnseenValues(q, rules)])
  return { set, unseen }
}

const lineOf = (row: PolicyRuleRow, { set, unseen }: Around, most = Infinity): RuleLine => {
  const rule = ruleOf(row)
  const problems = danglingOf(rule, set, unseen).map(({ kind, text, remedy }) => ({
    kind: criterionOf[kind],
    text,
    remedy,
  }))
  return {
    id: row.id,
    order: row.position,
    name: row.name,
    description: row.description,
    isEnabled: row.isEnabled,
    outcome: rule.outcome,
    action: outcomeText(rule.outcome),
    sentence: sentenceOf(rule.criteria, { ...namesOf(set), most }),
    problems: [...new Map(problems.map((problem) => [problem.text, problem])).values()],
    updatedAt: row.updatedAt.toISOString(),
  }
}
