import { fold } from '#lib/scim/fold.ts'
import type { Bits } from './bits.ts'
import { parseNetwork, type Network } from './network.ts'
import type { PolicyIdp, PolicySet, Subject } from './policy-set.ts'
import type { ClientType, Item, Join, Platform, Policy, Rule } from './rule.ts'
import { indexRules, type RuleIndex } from './rule-index.ts'
import { segmentFinder } from './segments.ts'

/** An item with what it is compared with; `gone`: what it names is not there any more, so it never matches. */
export type CompiledItem =
  | { kind: 'any-saml' }
  | { kind: 'saml'; attribute: string; value: string }
  | { kind: 'scim'; attribute: string; valueKey: string }
  | { kind: 'scim-group'; groupId: string }
  | { kind: 'gone'; isSaml: boolean }

export type CompiledIdp = { idpId: string; idp: PolicyIdp | undefined; join: Join; items: readonly CompiledItem[] }

/** A rule with everything looked up. Undefined: it asks for nothing of that kind. */
export type CompiledRule = {
  rule: Rule
  applicationIds: ReadonlySet<string> | undefined
  identity: { join: Join; idps: readonly CompiledIdp[] } | undefined
  trustedNetworks: readonly Network[] | undefined
  locations: readonly Network[] | undefined
  clientTypes: ReadonlySet<ClientType> | undefined
  platforms: ReadonlySet<Platform> | undefined
  countryCodes: ReadonlySet<string> | undefined
}

export type CompiledPolicy = {
  /** Enabled ones in Rule Order, without the default rule. */
  rules: readonly CompiledRule[]
  defaultRule: Rule | undefined
  index: RuleIndex
}

/** A policy set, ready for decisions. */
export type CompiledSet = {
  set: PolicySet
  policies: Readonly<Record<Policy, CompiledPolicy>>
  idps: ReadonlyMap<string, PolicyIdp>
  findSegment: ReturnType<typeof segmentFinder>
  /** The rules that a user may match, worked out at their first decision and kept as long as the subject is. */
  candidates: Readonly<Record<Policy, WeakMap<Subject, Bits>>>
}

/** Looks everything up that rules name, once for all decisions by this set. */
export function compilePolicies(set: PolicySet): CompiledSet {
  const idps = new Map(set.idps.map((idp) => [idp.id, idp]))
  const compile = ruleCompiler(set, idps)
  const compilePolicy = (policy: Policy): CompiledPolicy => {
    const rules = set.rules[policy].filter((rule) => rule.isEnabled && !rule.isDefault).map(compile)
    const defaultRule = set.rules[policy].find((rule) => rule.isDefault)
    return { rules, defaultRule, index: indexRules(rules) }
  }
  return {
    set,
    policies: {
      access: compilePolicy('access'),
      forwarding: compilePolicy('forwarding'),
      timeout: compilePolicy('timeout'),
    },
    idps,
    findSegment: segmentFinder(set.applications),
    candidates: { access: new WeakMap(), forwarding: new WeakMap(), timeout: new WeakMap() },
  }
}

/** Compiles one rule against what there is in the set. */
export function ruleCompiler(
  set: PolicySet,
  idps: ReadonlyMap<string, PolicyIdp> = new Map(set.idps.map((idp) => [idp.id, idp])),
): (rule: Rule) => CompiledRule {
  const applications = new Set(set.applications.map(({ id }) => id))
  const segmentGroups = new Set(set.segmentGroups.filter((group) => group.isEnabled).map(({ id }) => id))
  const inGroup = Map.groupBy(set.applications, (application) => application.segmentGroupId)
  const samlAttributes = new Map(set.samlAttributes.map((each) => [each.id, each]))
  const groups = new Map(set.groups.map((group) => [group.id, group.idpId]))
  const locations = new Map(set.locations.map(({ id, ranges }) => [id, ranges.flatMap(networksOf)]))

  const compileItem = (idpId: string, item: Item): CompiledItem => {
    if (item.kind === 'scim') return { kind: 'scim', attribute: item.attribute, valueKey: fold(item.value) }
    if (item.kind === 'scim-group') {
      return groups.get(item.groupId) === idpId ? item : { kind: 'gone', isSaml: false }
    }
    if (item.kind === 'any-saml') return item
    const attribute = samlAttributes.get(item.attributeId)
    return attribute?.idpId === idpId
      ? { kind: 'saml', attribute: attribute.attribute, value: item.value }
      : { kind: 'gone', isSaml: true }
  }

  return (rule) => {
    const { criteria } = rule
    const asksForApplications = criteria.applicationIds.length + criteria.segmentGroupIds.length > 0
    return {
      rule,
      applicationIds: asksForApplications
        ? new Set([
            ...criteria.applicationIds.filter((id) => applications.has(id)),
            ...criteria.segmentGroupIds
              .filter((id) => segmentGroups.has(id))
              .flatMap((id) => (inGroup.get(id) ?? []).map((application) => application.id)),
          ])
        : undefined,
      identity:
        criteria.identity.idps.length === 0
          ? undefined
          : {
              join: criteria.identity.join,
              idps: criteria.identity.idps.map(({ idpId, join, items }) => ({
                idpId,
                idp: idps.get(idpId),
                join,
                items: items.map((item) => compileItem(idpId, item)),
              })),
            },
      trustedNetworks: some(criteria.trustedNetworks)?.flatMap(networksOf),
      locations: some(criteria.locationIds)?.flatMap((id) => locations.get(id) ?? []),
      clientTypes: chosen(criteria.clientTypes),
      platforms: chosen(criteria.platforms),
      countryCodes: chosen(criteria.countryCodes),
    }
  }
}

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list)
const chosen = <T>(list: readonly T[]): ReadonlySet<T> | undefined => (list.length === 0 ? undefined : new Set(list))

const networksOf = (range: string): Network[] => {
  const network = parseNetwork(range)
  return network ? [network] : []
}
