import { addBit, bitsOf, copyBits, emptyBits, type Bits } from './bits.ts'
import type { CompiledItem, CompiledRule } from './compile.ts'
import type { Asked } from './evaluate.ts'
import type { Subject } from './policy-set.ts'

type ByValue = Map<string, number[]>

/** Which rules name what, of one IdP. */
type IdpIndex = {
  groups: ByValue
  scim: Map<string, ByValue>
  saml: Map<string, ByValue>
  /** Rules with *Any SAML attribute*. */
  anySaml: number[]
  /** Rules with anything of SAML. */
  withSaml: number[]
}

/**
 * Finds the rules that may match, so that a decision looks at few. It leaves out only what certainly does not match: the
 * rules it proposes decide for themselves.
 */
export type RuleIndex = {
  applications: Choice
  clientTypes: Choice
  platforms: Choice
  countryCodes: Choice
  /** Rules that ask for nothing of SAML and SCIM. */
  withoutIdentity: Bits
  idps: ReadonlyMap<string, IdpIndex>
}

/** Rules by a value that they name, each with those that name none; `others` for a value that no rule names. */
type Choice = { byValue: ReadonlyMap<string, Bits>; others: Bits }

export function indexRules(rules: readonly CompiledRule[]): RuleIndex {
  const withoutIdentity = [...rules.keys()].filter((place) => !rules[place]?.identity)
  return {
    applications: indexChoice(rules, (rule) => rule.applicationIds),
    clientTypes: indexChoice(rules, (rule) => rule.clientTypes),
    platforms: indexChoice(rules, (rule) => rule.platforms),
    countryCodes: indexChoice(rules, (rule) => rule.countryCodes),
    withoutIdentity: bitsOf(rules.length, withoutIdentity),
    idps: indexIdps(rules),
  }
}

/** What a candidate has to be in, whoever asks. What is not known of a request rules nothing out. */
export function dimensionsOf(index: RuleIndex, { found, request }: Asked): Bits[] {
  const dimensions = [choose(index.applications, found.application?.id)]
  if (request.clientType !== undefined) dimensions.push(choose(index.clientTypes, request.clientType))
  if (request.platform !== undefined) dimensions.push(choose(index.platforms, request.platform))
  if (request.countryCode !== undefined) dimensions.push(choose(index.countryCodes, request.countryCode))
  return dimensions
}

/** Rules that a user may match by SAML and SCIM, whatever is asked for. */
export function candidatesOf(index: RuleIndex, { idpId, groups, scim, saml }: Subject): Bits {
  const bits = copyBits(index.withoutIdentity)
  const idp = index.idps.get(idpId)
  if (!idp) return bits
  const add = (places: readonly number[] | undefined) => {
    if (places) for (const place of places) addBit(bits, place)
  }
  // The shorter of the two is gone through.
  if (groups.size <= idp.groups.size) for (const group of groups) add(idp.groups.get(group))
  else for (const [group, places] of idp.groups) if (groups.has(group)) add(places)
  for (const [attribute, byValue] of idp.scim) {
    for (const value of scim.get(attribute) ?? []) add(byValue.get(value))
  }
  if (saml === undefined) add(idp.withSaml)
  else {
    for (const [attribute, byValue] of idp.saml) {
      for (const value of saml.get(attribute) ?? []) add(byValue.get(value))
    }
    add(idp.anySaml)
  }
  return bits
}

const choose = ({ byValue, others }: Choice, value: string | undefined): Bits =>
  (value === undefined ? undefined : byValue.get(value)) ?? others

function indexChoice(
  rules: readonly CompiledRule[],
  valuesOf: (rule: CompiledRule) => ReadonlySet<string> | undefined,
): Choice {
  const places = new Map<string, number[]>()
  const others = emptyBits(rules.length)
  for (const [place, rule] of rules.entries()) {
    const values = valuesOf(rule)
    if (!values) addBit(others, place)
    else for (const value of values) append(places, value, place)
  }
  const byValue = new Map<string, Bits>()
  for (const [value, named] of places) {
    const bits = copyBits(others)
    for (const place of named) addBit(bits, place)
    byValue.set(value, bits)
  }
  return { byValue, others }
}

function indexIdps(rules: readonly CompiledRule[]): Map<string, IdpIndex> {
  const idps = new Map<string, IdpIndex>()
  for (const [place, { identity }] of rules.entries()) {
    for (const { idpId, items } of identity?.idps ?? []) {
      const index = idps.get(idpId) ?? {
        groups: new Map(),
        scim: new Map(),
        saml: new Map(),
        anySaml: [],
        withSaml: [],
      }
      idps.set(idpId, index)
      for (const item of items) indexItem(index, item, place)
    }
  }
  return idps
}

function indexItem(index: IdpIndex, item: CompiledItem, place: number): void {
  switch (item.kind) {
    case 'scim-group':
      return append(index.groups, item.groupId, place)
    case 'scim':
      return append(valuesOf(index.scim, item.attribute), item.valueKey, place)
    case 'saml':
      index.withSaml.push(place)
      return append(valuesOf(index.saml, item.attribute), item.value, place)
    case 'any-saml':
      index.withSaml.push(place)
      index.anySaml.push(place)
      return
    case 'gone':
      return
  }
}

const valuesOf = (index: Map<string, ByValue>, attribute: string): ByValue => {
  const byValue = index.get(attribute) ?? new Map<string, number[]>()
  index.set(attribute, byValue)
  return byValue
}

const append = (index: Map<string, number[]>, key: string, place: number): void => {
  const places = index.get(key)
  if (places) places.push(place)
  else index.set(key, [place])
}
