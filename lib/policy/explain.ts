import { ruleCompiler, type CompiledIdp, type CompiledItem, type CompiledRule, type CompiledSet } from './compile.ts'
import { decideAsked, decides, type Decision } from './decide.ts'
import {
  ask,
  criterionEvaluators,
  evaluateItem,
  evaluateRule,
  isOff,
  isSaml,
  type Asked,
  type Truth,
} from './evaluate.ts'
import type { PolicyRequest, Subject } from './policy-set.ts'
import { clientTypes, platforms, type CriterionKind, type Policy, type Rule } from './rule.ts'
import { criterionTexts, itemText, namesOf, scimLabel, type Names } from './words.ts'

/** An item of SAML and SCIM Attributes, beside what the user has. */
export type CheckedItem = { text: string; truth: Truth; found: string }

/** One kind of a rule's criteria, beside what the request has. */
export type Check = { kind: CriterionKind; truth: Truth; text: string; found: string; items: CheckedItem[] }

export type TriedRule = {
  rule: Rule
  /** Rule Order. */
  order: number
  truth: Truth | 'disabled'
  isDeciding: boolean
  /** All of them where the rule decided; else the one that ruled it out. */
  checks: Check[]
}

export type Explanation = {
  decision: Decision
  /** SCIM criteria wait for the user to sign in again. */
  isGated: boolean
  /** The domain of a segment that stands for the host. */
  domain: string | undefined
  /** In Rule Order, up to the rule that decided. Empty where no rule was asked. */
  tried: TriedRule[]
  /** Rules tried that are left out of `tried`. */
  omitted: number
}

/** Decides, and says by what: every rule that was passed by with the criterion that ruled it out, and the one that decided. */
export function explain(
  compiled: CompiledSet,
  policy: Policy,
  subject: Subject,
  request: PolicyRequest,
  most = Infinity,
): Explanation {
  const asked = ask(compiled, subject, request)
  const decision = decideAsked(compiled, policy, asked)
  const isBarred = !['rule', 'unknown', 'default'].includes(decision.reason)
  const all = isBarred ? [] : triedRules(compiled, policy, asked)
  // The deciding rule is the last: of too many the ones before it are left out.
  const tried = all.length <= most ? all : [...all.slice(0, most - 1), ...all.slice(-1)]
  return {
    decision,
    isGated: asked.isGated,
    domain: asked.found.domain,
    tried,
    omitted: all.length - tried.length,
  }
}

function triedRules(compiled: CompiledSet, policy: Policy, asked: Asked): TriedRule[] {
  const compile = ruleCompiler(compiled.set, compiled.idps)
  const names = namesOf(compiled.set)
  const tried: TriedRule[] = []
  for (const rule of compiled.set.rules[policy].filter((each) => !each.isDefault)) {
    const order = tried.length + 1
    if (!rule.isEnabled) {
      tried.push({ rule, order, truth: 'disabled', isDeciding: false, checks: [] })
      continue
    }
    const looked = compile(rule)
    const truth = evaluateRule(looked, asked)
    const isDeciding = decides(rule, truth)
    const checks = checksOf(looked, asked, names)
    tried.push({
      rule,
      order,
      truth,
      isDeciding,
      checks: isDeciding ? checks : checks.filter((check) => check.truth === truth).slice(0, 1),
    })
    if (isDeciding) break
  }
  return tried
}

function checksOf(rule: CompiledRule, asked: Asked, names: Names): Check[] {
  return criterionTexts(rule.rule.criteria, names).map(({ kind, text }) => ({
    kind,
    text,
    truth: criterionEvaluators[kind](rule, asked),
    found: foundText(kind, asked),
    items: kind === 'identity' ? checkedItems(rule, asked, names) : [],
  }))
}

function foundText(kind: CriterionKind, { found, request, subject }: Asked): string {
  switch (kind) {
    case 'applications':
      return found.application?.name ?? 'no application'
    case 'identity':
      return subject.userName
    case 'trusted-networks':
    case 'locations':
      return request.address ?? 'not known'
    case 'client-types':
      return request.clientType ? clientTypes[request.clientType] : 'not known'
    case 'platforms':
      return request.platform ? platforms[request.platform] : 'not known'
    case 'country-codes':
      return request.countryCode ?? 'not known'
  }
}

function checkedItems({ identity, rule }: CompiledRule, asked: Asked, names: Names): CheckedItem[] {
  return (identity?.idps ?? []).flatMap((idp, at) =>
    idp.items.flatMap((item, index) => {
      const written = rule.criteria.identity.idps[at]?.items[index]
      return written ? [{ text: itemText(written, names), ...checkedItem(idp, item, asked) }] : []
    }),
  )
}

function checkedItem({ idp, idpId }: CompiledIdp, item: CompiledItem, asked: Asked): Omit<CheckedItem, 'text'> {
  const isOwn = idpId === asked.subject.idpId
  if (!idp) return { truth: 'no', found: 'the IdP does not exist any more' }
  if (isOff(item, idp, isOwn && asked.isGated)) {
    if (isSaml(item)) return { truth: 'off', found: `SAML Attributes for Policy is off for ${idp.name}` }
    return {
      truth: 'off',
      found: idp.usesScim
        ? 'waits until the user has signed in again'
        : `SCIM Attributes for Policy is off for ${idp.name}`,
    }
  }
  if (!idp.isEnabled) return { truth: 'no', found: `${idp.name} is disabled` }
  if (!isOwn) return { truth: 'no', found: 'the user is of another IdP' }
  return { truth: evaluateItem(item, asked.subject), found: hasText(item, asked.subject) }
}

function hasText(item: CompiledItem, { scim, groups, saml }: Subject): string {
  switch (item.kind) {
    case 'scim-group':
      return groups.has(item.groupId)
        ? 'is a member'
        : `not among the user’s ${groups.size.toLocaleString('en')} groups`
    case 'scim':
      return valuesText(scimLabel(item.attribute), scim.get(item.attribute))
    case 'any-saml':
      return saml ? 'signed in by SAML' : 'no assertion is known'
    case 'saml':
      return saml ? valuesText(item.attribute, saml.get(item.attribute)) : 'no assertion is known'
    case 'gone':
      return 'does not exist any more'
  }
}

const valuesText = (label: string, values: readonly string[] | undefined): string =>
  values === undefined || values.length === 0
    ? `the user has no ${label}`
    : `${label}: ${values.map((value) => `“${value}”`).join(', ')}`
