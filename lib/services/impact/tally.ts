import { accessChanges, type AccessChange } from '#lib/policy/access-change.ts'
import type { IdpImpact } from '#lib/policy/impact.ts'
import type { ImpactPage } from './walk.ts'

export type AffectedPerson = { idpId: string; userId: string | null; userName: string }
export type Tally = {
  applications: Map<string, { name: string; changes: Map<AccessChange, ChangeTally> }>
  /** People, each counted once however many applications they lose or gain. */
  losing: number
  gaining: number
  /** Applications of whose circumstances not all combinations were compared. */
  cut: number
}
export type ChangeTally = { users: number; people: AffectedPerson[] }

/** People kept by name for each application and kind of change. */
const PEOPLE_KEPT = 25

/** Adds pages of people up. What it holds grows with applications, not with people. */
export function newTally(): { add(page: ImpactPage): void; read(): Tally } {
  const byClass = new Map<IdpImpact, Map<AccessChange, ChangeTally>[]>()
  let losing = 0
  let gaining = 0
  return {
    add({ idp, impact, people }) {
      const tallies = byClass.get(impact) ?? impact.classes.map(() => new Map<AccessChange, ChangeTally>())
      byClass.set(impact, tallies)
      for (const { userId, userName, impact: found } of people) {
        if (found.loses) losing += 1
        if (found.gains) gaining += 1
        for (const { at, change } of found.changes) {
          const tally = tallies[at]?.get(change) ?? { users: 0, people: [] }
          if (tally.users === 0) tallies[at]?.set(change, tally)
          tally.users += 1
          if (tally.people.length < PEOPLE_KEPT) tally.people.push({ idpId: idp.id, userId, userName })
        }
      }
    },
    read() {
      const applications: Tally['applications'] = new Map()
      const cut = new Set<string>()
      for (const [{ classes }, tallies] of byClass) {
        for (const [at, each] of classes.entries()) {
          const tally = tallies[at]
          for (const { id, name } of each.applications) {
            if (each.isCut) cut.add(id)
            if (!tally || tally.size === 0) continue
            const found = applications.get(id) ?? { name, changes: new Map<AccessChange, ChangeTally>() }
            applications.set(id, found)
            for (const change of accessChanges) addTo(found.changes, change, tally.get(change))
          }
        }
      }
      return { applications, losing, gaining, cut: cut.size }
    },
  }
}

/** The same application may change for users of several IdPs. */
function addTo(changes: Map<AccessChange, ChangeTally>, change: AccessChange, more: ChangeTally | undefined): void {
  if (!more) return
  const { users, people } = changes.get(change) ?? { users: 0, people: [] }
  changes.set(change, { users: users + more.users, people: [...people, ...more.people].slice(0, PEOPLE_KEPT) })
}
