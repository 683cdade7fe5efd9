import type { AccessChange } from './access-change.ts'
import type { CompiledRule } from './compile.ts'
import { countryCodes } from './countries.ts'
import { contains, type Address, type Network } from './network.ts'
import { clientTypes, platforms } from './rule.ts'

/** Under which circumstances a rule matches, whoever asks. */
export type Circumstances = Pick<
  CompiledRule,
  'trustedNetworks' | 'locations' | 'clientTypes' | 'platforms' | 'countryCodes'
>

/** A rule that a person meets by who they are. */
export type MetRule = {
  allows: boolean
  /** Undefined: it matches under all of them. */
  circumstances: Circumstances | undefined
  /** The same for rules that do the same under the same circumstances. */
  kind: number
}
/** The rules that decide for a person about an application, in Rule Order, and what is decided when none of them does. */
export type MetRules = { rules: readonly MetRule[]; allowsElse: boolean }

/** So many combinations of circumstances are compared for one person and application. */
const MOST_COMBINATIONS = 1_024

export type Compared = { change: AccessChange | undefined; isCut: boolean }

/** So many comparisons are remembered. */
const MOST_REMEMBERED = 10_000

/** `compareCircumstances` that remembers what the same rules came to. For rules whose kinds are numbered alike. */
export function rememberingComparison(): typeof compareCircumstances {
  const remembered = new Map<string, Compared>()
  return (before, after) => {
    if (!hasCircumstances(before) && !hasCircumstances(after)) return compareCircumstances(before, after)
    const [was, is] = [keyOf(before), keyOf(after)]
    if (was === is) return unchanged
    const key = `${was} | ${is}`
    const kept = remembered.get(key)
    if (kept) return kept
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    const compared = compareCircumstances(before, after)
    remembered.set(key, compared)
    return compared
  }
}

const hasCircumstances = (side: MetRules | undefined): boolean =>
  side?.rules.some(({ circumstances }) => circumstances) ?? false

const keyOf = (side: MetRules | undefined): string =>
  side ? `${side.rules.map(({ kind }) => kind).join()} ${side.allowsElse}` : 'none'

/**
 * Compares the circumstances under which access is allowed before and after: all combinations of client type, platform,
 * country and address that the rules tell apart, each of them not being known included. `isCut`: there were too many.
 * @param before undefined: never allowed
 */
export function compareCircumstances(before: MetRules | undefined, after: MetRules | undefined): Compared {
  if (!hasCircumstances(before) && !hasCircumstances(after)) {
    const [was, is] = [allowsAlways(before), allowsAlways(after)]
    return was === is ? unchanged : was ? lost : gained
  }
  const all = [before, after].flatMap((side) => side?.rules.flatMap(({ circumstances }) => circumstances ?? []) ?? [])
  const dimensions = dimensionsOf(all)
  const isCut = cut(dimensions)
  const offset = before?.rules.filter((rule) => rule.circumstances).length ?? 0
  const seen: [boolean, boolean][] = []
  for (const combination of combinations(dimensions)) {
    seen.push([allows(before, combination, 0), allows(after, combination, offset)])
  }
  return { change: changeOf(seen), isCut }
}

const unchanged: Compared = { change: undefined, isCut: false }
const lost: Compared = { change: 'lost', isCut: false }
const gained: Compared = { change: 'gained', isCut: false }

/** `[before, after]` of each combination. */
function changeOf(allowed: readonly (readonly [boolean, boolean])[]): AccessChange | undefined {
  const isAllowedBefore = allowed.some(([before]) => before)
  const isAllowedAfter = allowed.some(([, after]) => after)
  if (!isAllowedBefore) return isAllowedAfter ? 'gained' : undefined
  if (!isAllowedAfter) return 'lost'
  if (allowed.some(([before, after]) => before && !after)) return 'less'
  return allowed.some(([before, after]) => after && !before) ? 'more' : undefined
}

const allowsAlways = (side: MetRules | undefined): boolean =>
  side !== undefined && (side.rules[0]?.allows ?? side.allowsElse)

/** Ordered, so that the least of several says what they come to together. */
const NO = 0
const UNKNOWN = 1
const YES = 2
type Level = typeof NO | typeof UNKNOWN | typeof YES

/** The values of one kind, as far as rules tell them apart: what each rule with circumstances makes of them. */
type Dimension = Level[][]

/** What is not known never allows, and blocks unless it is certain that the rule does not match (decide.ts). */
function allows(side: MetRules | undefined, combination: readonly Level[][], offset: number): boolean {
  if (!side) return false
  let at = offset
  for (const { allows, circumstances } of side.rules) {
    if (!circumstances) return allows
    let level: Level = YES
    for (const levels of combination) level = Math.min(level, levels[at] ?? NO) as Level
    at += 1
    if (level === YES || (level === UNKNOWN && !allows)) return allows
  }
  return side.allowsElse
}

function* combinations(dimensions: readonly Dimension[], chosen: Level[][] = []): Generator<Level[][]> {
  const dimension = dimensions[chosen.length]
  if (!dimension) return yield chosen
  for (const levels of dimension) yield* combinations(dimensions, [...chosen, levels])
}

/** Leaves out values of the longest kinds until the combinations are few enough. Answers whether it had to. */
function cut(dimensions: Dimension[]): boolean {
  let isCut = false
  while (dimensions.reduce((product, { length }) => product * length, 1) > MOST_COMBINATIONS) {
    const longest = dimensions.reduce((a, b) => (b.length > a.length ? b : a))
    longest.length = Math.ceil(longest.length / 2)
    isCut = true
  }
  return isCut
}

function dimensionsOf(all: readonly Circumstances[]): Dimension[] {
  const networks = all.flatMap((each) => [...(each.trustedNetworks ?? []), ...(each.locations ?? [])])
  const named = new Set(all.flatMap((each) => [...(each.countryCodes ?? [])]))
  const other = countryCodes.find((code) => !named.has(code))
  return [
    dimension(all, Object.keys(clientTypes), (each, value) => among(each.clientTypes, value)),
    dimension(all, Object.keys(platforms), (each, value) => among(each.platforms, value)),
    dimension(all, [...named, ...(other === undefined ? [] : [other])], (each, value) =>
      among(each.countryCodes, value),
    ),
    dimension(all, telling(networks), (each, value) =>
      Math.min(within(each.trustedNetworks, value), within(each.locations, value)),
    ),
  ]
}

/** One of each values that all rules make the same of, and what they make of one that is not known. */
function dimension<T>(
  all: readonly Circumstances[],
  values: readonly T[],
  judge: (each: Circumstances, value: T | undefined) => number,
): Dimension {
  const found = new Map<string, Level[]>()
  for (const value of [undefined, ...values]) {
    const levels = all.map((each) => judge(each, value) as Level)
    found.set(levels.join(''), levels)
  }
  return [...found.values()]
}

const among = (wanted: ReadonlySet<string> | undefined, value: string | undefined): Level => {
  if (wanted === undefined) return YES
  if (value === undefined) return UNKNOWN
  return wanted.has(value) ? YES : NO
}

const within = (networks: readonly Network[] | undefined, address: Address | undefined): Level => {
  if (networks === undefined) return YES
  if (address === undefined) return UNKNOWN
  return networks.some((network) => contains(network, address)) ? YES : NO
}

/**
 * Addresses of which every other shares its networks with one: networks nest or lie apart, so that each set of them has
 * an address where a network begins, or right behind one's end, or the first of all.
 */
function telling(networks: readonly Network[]): Address[] {
  const firstV4 = [0, 0, 0, 0, 0, 0xffff, 0, 0]
  return [[0, 0, 0, 0, 0, 0, 0, 0], firstV4, ...networks.flatMap((network) => [begin(network), ...behind(network)])]
}

const begin = ({ address, bits }: Network): Address =>
  address.map((group, at) => group & ~(0xffff >>> Math.max(0, Math.min(16, bits - at * 16))))

/** The address right behind the network; none behind the last of all. */
function behind(network: Network): Address[] {
  const address = [...begin(network)]
  let at = Math.ceil(network.bits / 16) - 1
  let carry = 2 ** (15 - ((network.bits + 15) % 16))
  for (; at >= 0; at -= 1) {
    const sum = (address[at] ?? 0) + carry
    address[at] = sum & 0xffff
    if (sum <= 0xffff) return [address]
    carry = 1
  }
  return []
}
