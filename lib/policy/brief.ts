import type { Explanation, TriedRule } from './explain.ts'
import type { Truth } from './evaluate.ts'
import { outcomeText } from './outcome-words.ts'

/** What was asked for, and what was found. */
export type BriefCheck = {
  text: string
  found: string
  truth: Truth
  /** Of SAML and SCIM Attributes: each item beside what the user has. */
  items: { text: string; found: string; truth: Truth }[]
}

export type BriefRule = {
  order: number
  name: string
  truth: TriedRule['truth']
  isDeciding: boolean
  checks: BriefCheck[]
}

/** An explanation short enough to be kept with its decision: words alone, as they were then. */
export type Brief = {
  /** What was decided, with its timeouts: `Allow Access`. */
  outcome: string
  /** The domain of the application segment that stands for the host. */
  domain: string | null
  /** The user's SCIM criteria waited for them to sign in again. */
  isGated: boolean
  /** The rule that decided, last, and those before it that are not about another application. */
  rules: BriefRule[]
  /** Rules that were tried and are not told of. */
  omitted: number
}

/** Characters of a brief's JSON, at most. */
export const LONGEST_BRIEF = 8_192

const MOST_RULES = 12
const MOST_ITEMS = 20
const LONGEST_TEXT = 240

/** What of an explanation is worth keeping. */
export function briefOf({ decision, tried, omitted, domain, isGated }: Explanation): Brief {
  const telling = tried.filter((rule) => rule.isDeciding || isTelling(rule))
  const rules = telling.slice(-MOST_RULES).map(briefRule)
  const told = (some: BriefRule[]): Brief => ({
    outcome: outcomeText(decision.outcome),
    domain: domain ?? null,
    isGated,
    rules: some,
    omitted: omitted + tried.length - some.length,
  })
  for (let from = 0; from < rules.length; from++) {
    const brief = told(rules.slice(from))
    if (JSON.stringify(brief).length <= LONGEST_BRIEF) return brief
  }
  return told([])
}

/** Not one that is disabled, or about other applications. */
const isTelling = ({ truth, checks }: TriedRule): boolean =>
  truth !== 'disabled' && checks.some(({ kind }) => kind !== 'applications')

const briefRule = ({ order, rule, truth, isDeciding, checks }: TriedRule): BriefRule => ({
  order,
  name: rule.name,
  truth,
  isDeciding,
  checks: checks.map((check) => ({
    text: short(check.text),
    found: short(check.found),
    truth: check.truth,
    items: check.items
      .slice(0, MOST_ITEMS)
      .map((item) => ({ text: short(item.text), found: short(item.found), truth: item.truth })),
  })),
})

const short = (text: string): string => (text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`)
