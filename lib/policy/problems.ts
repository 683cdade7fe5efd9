import { findAttribute, portalAttributesOf, additionalCatalog } from '#lib/scim/catalog.ts'
import { isCountryCode } from './countries.ts'
import { parseNetwork } from './network.ts'
import { fold } from '#lib/scim/fold.ts'
import { DEFAULT_RULE_NAME, hasDefaultRule } from './default-rule.ts'
import { durationText } from './outcome-words.ts'
import { criteriaOf, kindsUsed, type Criteria, type Item, type Outcome, type Policy, type RuleBody } from './rule.ts'

/** Rules that each policy takes, its default rule aside. */
export const ruleLimits: Readonly<Record<Policy, number>> = { access: 2_000, forwarding: 500, timeout: 500 }
/** Application segments that a rule names. */
const APPLICATIONS_LIMIT = 1_000
/** Other things that a rule lists, of each kind. */
const LIST_LIMIT = 1_000
const NAME_LENGTH = 255
const TEXT_LENGTH = 4_000
/** Ten minutes. */
const SHORTEST_TIMEOUT = 600
/** A year: whoever wants longer wants Never. */
const LONGEST_TIMEOUT = 365 * 86_400

/** What is wrong, and with which field of the rule's form. */
export type RuleProblem = { field: string; message: string }

/** What is wrong with a rule by itself; whether what it names exists is not asked here. */
export function ruleProblems(policy: Policy, entry: RuleBody & { name: string; description: string }): RuleProblem[] {
  return [
    ...nameProblems(policy, entry.name),
    ...defaultRuleProblems(policy, entry),
    ...criteriaProblems(policy, entry.criteria),
  ]
}

/** The same of a default rule, which has no criteria and always the same name. */
export const defaultRuleProblems = (
  policy: Policy,
  { outcome, description }: { outcome: Outcome; description: string },
): RuleProblem[] => [
  ...lengthProblems('description', 'Description', description),
  ...(outcome.policy === policy
    ? outcomeProblems(outcome)
    : [{ field: 'action', message: 'Rule Action: this is an action of another policy.' }]),
]

const nameCharacters: Readonly<Record<Policy, [RegExp, string]>> = {
  access: [/^[\p{L}\p{N} ._-]+$/u, 'letters, digits, spaces, “.”, “-” and “_”'],
  forwarding: [/^[\p{L}\p{N} ._-]+$/u, 'letters, digits, spaces, “.”, “-” and “_”'],
  timeout: [/^[\p{L}\p{N} _-]+$/u, 'letters, digits, spaces, “-” and “_”'],
}

/** Names of rules are made of few characters; those of timeout rules have no dots. */
export function nameProblems(policy: Policy, name: string): RuleProblem[] {
  const [allowed, words] = nameCharacters[policy]
  if (name === '') return [{ field: 'name', message: 'Name: enter one, so that the rule can be told from others.' }]
  if (name.length > NAME_LENGTH) {
    return [{ field: 'name', message: `Name: ${name.length} characters; at most ${NAME_LENGTH} are accepted.` }]
  }
  if (hasDefaultRule(policy) && fold(name) === fold(DEFAULT_RULE_NAME)) {
    const message = `Name: “${DEFAULT_RULE_NAME}” is what the rule behind all others is called. Choose another name.`
    return [{ field: 'name', message }]
  }
  if (allowed.test(name)) return []
  const wrong = Array.from(name).find((character) => !allowed.test(character)) ?? ''
  return [{ field: 'name', message: `Name: “${wrong}” is not accepted; ${words} are.` }]
}

function outcomeProblems(outcome: Outcome): RuleProblem[] {
  if (outcome.policy === 'forwarding') return []
  const message = lengthProblems('message', 'Message', outcome.message)
  if (outcome.policy === 'access') {
    return outcome.action === 'allow' && outcome.message !== ''
      ? [{ field: 'message', message: 'Message: only a rule that blocks shows one.' }]
      : message
  }
  return [
    ...message,
    ...timeoutProblems('authenticationSeconds', 'Authentication Timeout', outcome.authenticationSeconds),
    ...timeoutProblems('idleSeconds', 'Idle Connection Timeout', outcome.idleSeconds),
    ...contradiction(outcome.authenticationSeconds, outcome.idleSeconds),
  ]
}

function timeoutProblems(field: string, label: string, seconds: number | null): RuleProblem[] {
  if (seconds === null) return []
  if (!Number.isInteger(seconds) || seconds % 60 !== 0) {
    return [{ field, message: `${label}: enter a whole number of minutes, hours or days.` }]
  }
  if (seconds < SHORTEST_TIMEOUT) return [{ field, message: `${label}: 10 minutes are the least.` }]
  return seconds > LONGEST_TIMEOUT ? [{ field, message: `${label}: 365 days are the most.` }] : []
}

/** Idle connections end with their session. */
const contradiction = (authentication: number | null, idle: number | null): RuleProblem[] =>
  authentication !== null && idle !== null && idle > authentication
    ? [
        {
          field: 'idleSeconds',
          message: `Idle Connection Timeout: ${durationText(idle)} is longer than the Authentication Timeout, ${durationText(authentication)}, so it would never come to pass.`,
        },
      ]
    : []

function criteriaProblems(policy: Policy, criteria: Criteria): RuleProblem[] {
  const foreign = kindsUsed(criteria).filter((kind) => !criteriaOf[policy].includes(kind))
  return [
    ...foreign.map((kind) => ({ field: kind, message: 'Criteria: this policy has none of this kind.' })),
    ...tooMany('applications', 'Applications', criteria.applicationIds, APPLICATIONS_LIMIT),
    ...tooMany('applications', 'Segment Groups', criteria.segmentGroupIds, LIST_LIMIT),
    ...tooMany('trusted-networks', 'Trusted Networks', criteria.trustedNetworks, LIST_LIMIT),
    ...tooMany('locations', 'Locations', criteria.locationIds, LIST_LIMIT),
    ...criteria.trustedNetworks
      .filter((range) => !parseNetwork(range))
      .map((range) => ({
        field: 'trusted-networks',
        message: `Trusted Networks: “${range}” is no CIDR range, such as 192.0.2.0/24 or 2001:db8::/32.`,
      })),
    ...criteria.countryCodes
      .filter((code) => !isCountryCode(code))
      .map((code) => ({ field: 'country-codes', message: `Country Codes: there is no country “${code}”.` })),
    ...identityProblems(criteria.identity),
  ]
}

function identityProblems({ idps }: Criteria['identity']): RuleProblem[] {
  const field = 'identity'
  const label = 'SAML and SCIM Attributes'
  const items = idps.flatMap((idp) => idp.items)
  const seen = new Set<string>()
  const twice = idps.some(({ idpId }) => seen.size === seen.add(idpId).size)
  return [
    ...(twice ? [{ field, message: `${label}: an IdP stands here twice; add its criteria to the first.` }] : []),
    ...(idps.some((idp) => idp.items.length === 0)
      ? [{ field, message: `${label}: choose at least one criterion of each IdP, or remove the IdP.` }]
      : []),
    ...tooMany(field, label, items, LIST_LIMIT),
    ...items.flatMap(itemProblems).map((message) => ({ field, message: `${label}: ${message}` })),
  ]
}

const portalPaths = new Set(portalAttributesOf(additionalCatalog).map(({ path }) => path))

function itemProblems(item: Item): string[] {
  if (item.kind !== 'scim' && item.kind !== 'saml') return []
  if (item.kind === 'scim' && !portalPaths.has(item.attribute)) {
    const known = findAttribute('User', item.attribute, additionalCatalog)
    return [`${known ? 'policies do not use' : 'there is no'} SCIM attribute “${item.attribute}”.`]
  }
  if (item.value.trim() === '') return ['enter the value to compare with.']
  return item.value.length > TEXT_LENGTH ? ['a value is too long.'] : []
}

const tooMany = (field: string, label: string, list: readonly unknown[], most: number): RuleProblem[] =>
  list.length > most
    ? [
        {
          field,
          message: `${label}: ${list.length.toLocaleString('en')} are chosen; a rule takes ${most.toLocaleString('en')}.`,
        },
      ]
    : []

const lengthProblems = (field: string, label: string, text: string): RuleProblem[] =>
  text.length > TEXT_LENGTH
    ? [{ field, message: `${label}: ${text.length} characters; at most ${TEXT_LENGTH} are accepted.` }]
    : []
