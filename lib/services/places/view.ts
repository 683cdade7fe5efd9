import { findDefaultIdp } from '#db/queries/default-idp.ts'
import { listIdpRows } from '#db/queries/idps.ts'
import { listLocations, type LocationWithRanges } from '#db/queries/locations.ts'
import type { Reader } from '#db/store.ts'
import { entryOf } from './change-location.ts'
import type { LocationEntry } from './entry.ts'

/** A location as pages show it. Times are ISO 8601. */
export type LocationView = {
  readonly id: string
  readonly version: number
  readonly entry: LocationEntry
  /** Of a sublocation: the location it lies in. */
  readonly parent: { readonly id: string; readonly name: string } | null
  readonly sublocations: readonly { readonly id: string; readonly name: string; readonly ranges: readonly string[] }[]
  /** Who signs people in here whose domain belongs to no IdP, and by whose word; undefined: nobody. */
  readonly idp: { readonly name: string; readonly by: 'own' | 'location' | 'default' } | undefined
  readonly createdAt: string
  readonly updatedAt: string
}

/** The IdPs that a location can lead to, by name. */
export async function listMappableIdps(q: Reader): Promise<{ id: string; name: string }[]> {
  const rows = await listIdpRows(q)
  return rows.filter((idp) => idp.singleSignOn === 'user' && !idp.isDefault).map(({ id, name }) => ({ id, name }))
}

/** All locations as pages show them, by id. */
export async function readLocationViews(q: Reader): Promise<ReadonlyMap<string, LocationView>> {
  const [all, idps, fallback] = await Promise.all([listLocations(q), listIdpRows(q), findDefaultIdp(q)])
  const byId = new Map(all.map((each) => [each.id, each]))
  const names = new Map(idps.map(({ id, name }) => [id, name]))
  const idpOf = (row: LocationWithRanges, parent: LocationWithRanges | undefined): LocationView['idp'] => {
    const own = names.get(row.idpId ?? '')
    if (own !== undefined) return { name: own, by: 'own' }
    const outer = names.get(parent?.idpId ?? '')
    if (outer !== undefined) return { name: outer, by: 'location' }
    return fallback && { name: fallback.name, by: 'default' }
  }
  return new Map(
    all.map((row): [string, LocationView] => {
      const parent = row.parentId === null ? undefined : byId.get(row.parentId)
      const inner = all.filter((each) => each.parentId === row.id)
      return [
        row.id,
        {
          id: row.id,
          version: row.version,
          entry: entryOf(row),
          parent: parent ? { id: parent.id, name: parent.name } : null,
          sublocations: inner.map(({ id, name, ranges }) => ({ id, name, ranges })),
          idp: idpOf(row, parent),
          createdAt: row.createdAt.toISOString(),
          updatedAt: row.updatedAt.toISOString(),
        },
      ]
    }),
  )
}
