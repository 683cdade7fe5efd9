import type { CompiledRule, CompiledSet } from './compile.ts'
import type { Circumstances, MetRule } from './impact-circumstances.ts'
import type { PolicyIdp, Subject } from './policy-set.ts'

/** SAML and SCIM Attributes that a rule asks for. One stands for all rules of both sets that ask for the same. */
export type Identity = { rule: CompiledRule; of: CompiledSet }

/** A rule of the access policy that users of the IdP may match. */
export type SideRule = MetRule & {
  /** Its place among the identities; undefined: it asks for none. */
  identity: number | undefined
  applicationIds: ReadonlySet<string> | undefined
  /** In either set, and to the same people. */
  kind: number
  /** Whoever comes to it is decided. */
  isLast: boolean
}

/** One of the two sets, as far as it decides about the users of one IdP. */
export type Side = {
  compiled: CompiledSet
  idp: PolicyIdp | undefined
  rules: readonly SideRule[]
  allowsElse: boolean
  /** Whether the user is kept out of everything. */
  bars(subject: Subject): boolean
  /** The rules that somebody meets by these identities, by their places in order. */
  placesOf(sure: readonly number[], unsure: readonly number[]): number[]
}

export function newSides(
  before: CompiledSet,
  after: CompiledSet,
  idpId: string,
): { identities: Identity[]; sides: [Side, Side] } {
  const identities: Identity[] = []
  const identityAt = numbering()
  const kindAt = numbering()
  const placeOf = (rule: CompiledRule, of: CompiledSet): number => {
    const place = identityAt(identityKey(rule))
    identities[place] ??= { rule, of }
    return place
  }
  const sideOf = (compiled: CompiledSet): Side => {
    const { access } = compiled.policies
    const rules = access.rules.flatMap((rule): SideRule[] => {
      if (rule.identity && !rule.identity.idps.some((each) => each.idpId === idpId)) return []
      const identity = rule.identity && placeOf(rule, compiled)
      const circumstances = circumstancesOf(rule)
      const allows = isAllowing(rule.rule)
      return [
        {
          allows,
          identity,
          circumstances,
          applicationIds: rule.applicationIds,
          kind: kindAt(JSON.stringify([allows, identity, circumstancesKey(circumstances)])),
          isLast: identity === undefined && circumstances === undefined,
        },
      ]
    })
    const { defaultRule } = access
    return newSide(compiled, idpId, rules, defaultRule !== undefined && isAllowing(defaultRule))
  }
  return { identities, sides: [sideOf(before), sideOf(after)] }
}

function newSide(compiled: CompiledSet, idpId: string, rules: readonly SideRule[], allowsElse: boolean): Side {
  const idp = compiled.idps.get(idpId)
  const byIdentity = Map.groupBy(rules.keys(), (place) => rules[place]?.identity)
  return {
    compiled,
    idp,
    rules,
    allowsElse,
    bars: ({ block, provisioned }) =>
      block !== null || !idp?.isEnabled || (idp.isScimSynced && provisioned !== 'active'),
    placesOf: (sure, unsure) => {
      const places = sure.flatMap((identity) => byIdentity.get(identity) ?? [])
      // What is not known never allows.
      for (const identity of unsure) {
        for (const place of byIdentity.get(identity) ?? []) if (!rules[place]?.allows) places.push(place)
      }
      return places.sort((a, b) => a - b)
    },
  }
}

const isAllowing = ({ outcome }: CompiledRule['rule']): boolean =>
  outcome.policy === 'access' && outcome.action === 'allow'

function circumstancesOf(rule: CompiledRule): Circumstances | undefined {
  const { trustedNetworks, locations, clientTypes, platforms, countryCodes } = rule
  return (trustedNetworks ?? locations ?? clientTypes ?? platforms ?? countryCodes) ? rule : undefined
}

const circumstancesKey = (all: Circumstances | undefined) =>
  all && [
    all.trustedNetworks ?? null,
    all.locations ?? null,
    sorted(all.clientTypes),
    sorted(all.platforms),
    sorted(all.countryCodes),
  ]

const sorted = (values: ReadonlySet<string> | undefined) => (values ? [...values].sort() : null)

/** Equal where the same is asked for, by IdPs that stand alike: whether their attributes are used, and since when. */
const identityKey = ({ identity }: CompiledRule): string =>
  JSON.stringify([
    identity?.join,
    identity?.idps.map(({ idpId, idp, join, items }) => [
      idpId,
      idp ? [idp.isEnabled, idp.usesSaml, idp.usesScim, idp.scimSince] : null,
      join,
      items,
    ]),
  ])

/** Numbers texts as they come: the same number for the same text. */
function numbering(): (text: string) => number {
  const numbers = new Map<string, number>()
  return (text) => {
    const number = numbers.get(text) ?? numbers.size
    numbers.set(text, number)
    return number
  }
}
