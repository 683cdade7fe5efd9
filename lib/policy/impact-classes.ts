import type { Side, SideRule } from './impact-sides.ts'

/** Applications about which the users of one IdP are decided alike, before and after. */
export type ImpactClass = {
  applications: readonly { id: string; name: string }[]
  /** One of them. */
  example: string
  /** Whether there is such an application, switched on and for somebody, before and after. */
  isThere: readonly [boolean, boolean]
  /** Rules about it that ask for no SAML and SCIM attributes, by their places. */
  open: readonly [readonly number[], readonly number[]]
  /** Somebody's rules tell more circumstances apart than were compared. */
  isCut: boolean
}

/** The applications that may be decided differently: where rules, order, application and IdP are the same, nobody is. */
export function applicationClasses(sides: readonly [Side, Side]): ImpactClass[] {
  const [before, after] = sides.map(ruleFinder) as [Finder, Finder]
  const keepsOutAlike = sameBarriers(...sides)
  const classes = new Map<string, ImpactClass & { applications: { id: string; name: string }[] }>()
  for (const [id, name] of applicationNames(sides)) {
    const [left, right] = [before(id), after(id)]
    if (keepsOutAlike && left.key === right.key) continue
    const key = `${left.key} | ${right.key}`
    const found = classes.get(key)
    if (found) found.applications.push({ id, name })
    else {
      classes.set(key, {
        applications: [{ id, name }],
        example: id,
        isThere: [left.isThere, right.isThere],
        open: [left.open, right.open],
        isCut: false,
      })
    }
  }
  return [...classes.values()]
}

/** By the names they have afterwards, where they are still there. */
const applicationNames = (sides: readonly [Side, Side]): Map<string, string> =>
  new Map(sides.flatMap(({ compiled }) => compiled.set.applications.map(({ id, name }) => [id, name] as const)))

function sameBarriers(before: Side, after: Side): boolean {
  const of = ({ idp }: Side) => (idp?.isEnabled ? [idp.isScimSynced] : null)
  return JSON.stringify(of(before)) === JSON.stringify(of(after))
}

type Finder = (applicationId: string) => { key: string; isThere: boolean; open: readonly number[] }

/** An application that is not there, or that nothing may allow to anybody. */
const forNobody = { key: 'none', isThere: false, open: [] }

/** Finds what decides about an application. Equal keys: the same, in whichever set. */
function ruleFinder({ compiled, idp, rules, allowsElse }: Side): Finder {
  const enabled = new Set(compiled.set.applications.flatMap(({ id, isEnabled }) => (isEnabled ? [id] : [])))
  const general: number[] = []
  const special = new Map<string, number[]>()
  for (const [place, { applicationIds }] of rules.entries()) {
    if (!applicationIds) general.push(place)
    for (const id of applicationIds ?? []) {
      const places = special.get(id)
      if (places) places.push(place)
      else special.set(id, [place])
    }
  }
  const find = (own: readonly number[]) => {
    const all = own.length === 0 ? general : [...general, ...own].sort((a, b) => a - b)
    const end = all.findIndex((place) => rules[place]?.isLast)
    const reached = end < 0 ? all : all.slice(0, end + 1)
    const ruleAt = (place: number): SideRule | undefined => rules[place]
    if (!reached.some((place) => ruleAt(place)?.allows) && !(end < 0 && allowsElse)) return forNobody
    return {
      key: `${reached.map((place) => ruleAt(place)?.kind).join()}${end < 0 ? ` ${allowsElse}` : ''}`,
      isThere: true,
      open: reached.filter((place) => ruleAt(place)?.identity === undefined),
    }
  }
  const others = find([])
  return (id) => {
    if (!idp?.isEnabled || !enabled.has(id)) return forNobody
    const own = special.get(id)
    return own ? find(own) : others
  }
}
