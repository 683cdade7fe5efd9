import { store } from '#db/index.ts'
import { listLocations, type LocationWithRanges } from '#db/queries/locations.ts'
import type { Reader } from '#db/store.ts'
import { isWithin, parseAddress, parseRange } from './networks.ts'

/** Where an address lies, and what follows from it. */
export type FoundLocation = {
  /** The innermost: the sublocation, where there is one. */
  readonly location: LocationWithRanges
  /** Of a sublocation: the location it lies in. */
  readonly parent?: LocationWithRanges
  /** Its own IdP, or that of the location it lies in; null: neither has one. */
  readonly idpId: string | null
}

/** The location of an address, by its most specific one; undefined when it is in none. */
export async function findLocation(address: string, q: Reader = store().read): Promise<FoundLocation | undefined> {
  const caller = parseAddress(address)
  if (!caller) return undefined
  const all = await listLocations(q)
  const holds = ({ ranges }: LocationWithRanges) => ranges.some((range) => isWithin(caller, parseRange(range)))
  const outer = all.find((each) => each.parentId === null && holds(each))
  if (!outer) return undefined
  const inner = all.find((each) => each.parentId === outer.id && holds(each))
  if (!inner) return { location: outer, idpId: outer.idpId }
  return { location: inner, parent: outer, idpId: inner.idpId ?? outer.idpId }
}
