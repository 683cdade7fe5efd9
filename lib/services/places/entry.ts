import { AppError } from '#lib/errors.ts'
import { findIdp } from '#db/queries/idps.ts'
import type { LocationWithRanges } from '#db/queries/locations.ts'
import type { Reader } from '#db/store.ts'
import { findOutside, findOverlap, readRanges } from './ranges.ts'

/** A location or a sublocation as a form describes it. */
export type LocationEntry = {
  name: string
  /** CIDR ranges or addresses, IPv4 or IPv6. */
  ranges: string[]
  enforcesAuthentication: boolean
  /** Null: the default IdP, or that of the location a sublocation lies in. */
  idpId: string | null
}

/** An entry as it is stored. Throws `AppError` `invalid` at its field. */
export function readEntry({ name, ranges, enforcesAuthentication, idpId }: LocationEntry): LocationEntry {
  return { name: readName(name), ranges: readRanges(ranges), enforcesAuthentication, idpId: idpId || null }
}

function readName(text: string): string {
  const name = text.trim().normalize('NFC')
  if (name === '') throw invalid('name', 'Name: enter a name.')
  if (name.length > 128) throw invalid('name', 'Name: up to 128 characters are accepted.')
  if (/[\p{Cc}\p{Cf}]/u.test(name)) throw invalid('name', 'Name: a character that does not show is not accepted.')
  return name
}

/** The rules between locations. `own` is the location itself, where it exists already. Throws `AppError` at the field. */
export function requireFits(
  entry: LocationEntry,
  parent: LocationWithRanges | undefined,
  all: readonly LocationWithRanges[],
  own?: LocationWithRanges,
): void {
  const outside = parent && findOutside(entry.ranges, parent.ranges)
  if (outside !== undefined) {
    throw invalid(
      'ranges',
      `IP Addresses: ${outside} lies outside ${parent?.name}. A sublocation lies within its location: ${parent?.ranges.join(', ')}.`,
    )
  }
  const siblings = all.filter((each) => each.parentId === (parent?.id ?? null) && each.id !== own?.id)
  for (const sibling of siblings) {
    const found = findOverlap(entry.ranges, sibling.ranges)
    if (!found) continue
    const both = found.range === found.other ? found.range : `${found.range} and ${found.other}`
    throw new AppError('conflict', `IP Addresses: ${both} would be in two places: it belongs to ${sibling.name}.`, {
      field: 'ranges',
    })
  }
  for (const child of all.filter((each) => own !== undefined && each.parentId === own.id)) {
    const left = findOutside(child.ranges, entry.ranges)
    if (left === undefined) continue
    throw new AppError('conflict', `IP Addresses: ${left} of the sublocation ${child.name} would lie outside.`, {
      field: 'ranges',
    })
  }
}

/** Throws `AppError` at field `idpId` for an IdP that no location can lead to. */
export async function requireMappable(q: Reader, idpId: string | null): Promise<void> {
  if (idpId === null) return
  const idp = await findIdp(q, idpId)
  if (!idp) throw invalid('idpId', 'IdP: it does not exist any more. Choose another one.')
  if (idp.singleSignOn === 'admin') throw invalid('idpId', `IdP: ${idp.name} signs in administrators only.`)
  if (idp.isDefault) {
    throw invalid('idpId', `IdP: ${idp.name} is the default IdP, which serves every location that has none of its own.`)
  }
}

const invalid = (field: string, message: string) => new AppError('invalid', message, { field })
