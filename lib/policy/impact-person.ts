import type { AccessChange } from './access-change.ts'
import { rememberingComparison, type Compared, type MetRule, type MetRules } from './impact-circumstances.ts'
import type { ImpactClass } from './impact-classes.ts'
import type { Side } from './impact-sides.ts'

/** What changes for one person. The same object for all who meet the same rules. */
export type PersonImpact = {
  /** `at`: the class of applications. */
  changes: readonly { at: number; change: AccessChange }[]
  loses: boolean
  gains: boolean
}

export const noImpact: PersonImpact = { changes: [], loses: false, gains: false }

/** Identity criteria by their places: those that the person meets, and those of which it is not known. */
export type Met = { sure: readonly number[]; unsure: readonly number[] }

/**
 * Works out what changes for somebody. Rules that name applications are looked at for those alone; classes that no rule
 * met by the person names are compared once for all that have the same rules for everybody.
 */
export function personImpacts(
  classes: readonly ImpactClass[],
  sides: readonly [Side, Side],
): (met: Met, isBarred: readonly [boolean, boolean]) => PersonImpact {
  const compare = rememberingComparison()
  const named = sides.map((side) => classesNamed(classes, side)) as [ClassesNamed, ClassesNamed]
  const alike = classesAlike(classes)

  return (met, isBarred) => {
    const own = [0, 1].map((which) => {
      const places = isBarred[which] ? [] : (sides[which]?.placesOf(met.sure, met.unsure) ?? [])
      return sort(places, named[which] ?? [])
    }) as [Own, Own]
    const rulesFor = (at: number, which: 0 | 1): MetRules | undefined => {
      const each = classes[at]
      if (!each?.isThere[which] || isBarred[which]) return undefined
      return metRules(sides[which], [own[which].general, own[which].special.get(at) ?? none, each.open[which]])
    }
    const common = new Map<number, Compared>()
    const changes: { at: number; change: AccessChange }[] = []
    for (const [at, each] of classes.entries()) {
      const isNamed = own[0].special.has(at) || own[1].special.has(at)
      const kind = alike[at] ?? at
      const compared = (isNamed ? undefined : common.get(kind)) ?? compare(rulesFor(at, 0), rulesFor(at, 1))
      if (!isNamed) common.set(kind, compared)
      if (compared.isCut) each.isCut = true
      if (compared.change) changes.push({ at, change: compared.change })
    }
    const has = (...wanted: AccessChange[]) => changes.some(({ change }) => wanted.includes(change))
    return changes.length === 0 ? noImpact : { changes, loses: has('lost', 'less'), gains: has('gained', 'more') }
  }
}

const none: readonly number[] = []

/** By a rule's place, the classes whose applications it names; undefined: it is for all. */
type ClassesNamed = readonly (readonly number[] | undefined)[]

function classesNamed(classes: readonly ImpactClass[], { rules }: Side): ClassesNamed {
  const classOf = new Map(classes.map(({ example }, at) => [example, at]))
  return rules.map(({ applicationIds }) => applicationIds && [...applicationIds].flatMap((id) => classOf.get(id) ?? []))
}

/** Numbers the classes: the same for those that are there alike and have the same rules for everybody. */
function classesAlike(classes: readonly ImpactClass[]): number[] {
  const first = new Map<string, number>()
  return classes.map(({ isThere, open }, at) => {
    const key = JSON.stringify([isThere, open])
    const found = first.get(key) ?? at
    first.set(key, found)
    return found
  })
}

/** The places of rules that the person meets: those for all applications, and those for some, by class. All ascending. */
type Own = { general: number[]; special: Map<number, number[]> }

function sort(places: readonly number[], named: ClassesNamed): Own {
  const own: Own = { general: [], special: new Map() }
  for (const place of places) {
    const classes = named[place]
    if (!classes) own.general.push(place)
    for (const at of classes ?? []) {
      const special = own.special.get(at)
      if (special) special.push(place)
      else own.special.set(at, [place])
    }
  }
  return own
}

/** The rules at these places, in order, up to the one that decides about everybody who comes to it. */
function metRules({ rules, allowsElse }: Side, lists: readonly (readonly number[])[]): MetRules {
  const met: MetRule[] = []
  const next = lists.map(() => 0)
  for (;;) {
    let from = -1
    let place = Infinity
    for (const [index, list] of lists.entries()) {
      const candidate = list[next[index] ?? 0]
      if (candidate !== undefined && candidate < place) [from, place] = [index, candidate]
    }
    const rule = rules[place]
    if (!rule) return { rules: met, allowsElse }
    next[from] = (next[from] ?? 0) + 1
    met.push(rule)
    if (!rule.circumstances) return { rules: met, allowsElse }
  }
}
