import { asc, eq, inArray } from 'drizzle-orm'
import { remembered } from '../remembered.ts'
import type { Reader, Writer } from '../store.ts'

export type LocationRow = Reader['tables']['locations']['$inferSelect']
export type LocationWithRanges = LocationRow & { ranges: string[] }

/** All locations and sublocations with their CIDR ranges, by name. Kept until the database changes. */
export async function listLocations(q: Reader): Promise<LocationWithRanges[]> {
  return remembered(q, 'locations', async () => {
    const { locations, locationRanges } = q.tables
    const rows = await q.select().from(locations).orderBy(asc(locations.nameKey), asc(locations.id))
    const ranges = await q.select().from(locationRanges).orderBy(asc(locationRanges.range))
    const byLocation = Map.groupBy(ranges, (each) => each.locationId)
    return rows.map((row) => ({ ...row, ranges: (byLocation.get(row.id) ?? []).map((each) => each.range) }))
  })
}

export async function insertLocation(tx: Writer, { ranges, ...row }: LocationWithRanges): Promise<void> {
  await tx.insert(tx.tables.locations).values(row)
  await insertRanges(tx, row.id, ranges)
}

export async function updateLocation(tx: Writer, { ranges, ...row }: LocationWithRanges): Promise<void> {
  const { locations, locationRanges } = tx.tables
  await tx.update(locations).set(row).where(eq(locations.id, row.id))
  await tx.delete(locationRanges).where(eq(locationRanges.locationId, row.id))
  await insertRanges(tx, row.id, ranges)
}

/** Deletes locations by their ids: a location's sublocations are the caller's to name. */
export async function deleteLocations(tx: Writer, ids: readonly string[]): Promise<void> {
  const { locations, locationRanges } = tx.tables
  await tx.delete(locationRanges).where(inArray(locationRanges.locationId, [...ids]))
  await tx.delete(locations).where(inArray(locations.id, [...ids]))
}

/** Takes an IdP from the locations that lead to it; answers how many there were. */
export async function unmapLocations(tx: Writer, idpId: string, updatedAt: Date): Promise<number> {
  const { locations } = tx.tables
  const changed = await tx
    .update(locations)
    .set({ idpId: null, updatedAt })
    .where(eq(locations.idpId, idpId))
    .returning({ id: locations.id })
  return changed.length
}

/** The IdP that an Authentication Domain belongs to. */
export async function findDomainOwner(q: Reader, domain: string): Promise<string | undefined> {
  const { idpDomains } = q.tables
  const [row] = await q.select({ idpId: idpDomains.idpId }).from(idpDomains).where(eq(idpDomains.domain, domain))
  return row?.idpId
}

async function insertRanges(tx: Writer, locationId: string, ranges: readonly string[]): Promise<void> {
  if (ranges.length === 0) return
  await tx.insert(tx.tables.locationRanges).values(ranges.map((range) => ({ locationId, range })))
}
