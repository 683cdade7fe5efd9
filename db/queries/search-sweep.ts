import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Writer } from '../store.ts'
import { deleteSearchEntries } from './search-entries.ts'

/** What the search index and the counted values have of a deleted IdP, up to `batch` rows; whether there may be more. */
export async function sweepSearch(tx: Writer, idpId: string, batch: number): Promise<boolean> {
  const { searchSlots, searchEntries, observedCounts, observedAttributes, observedValues } = tx.tables
  for (const slot of await tx.select().from(searchSlots).where(eq(searchSlots.idpId, idpId))) {
    const rows = await tx
      .select({ id: searchEntries.entityId })
      .from(searchEntries)
      .where(and(eq(searchEntries.idpId, idpId), eq(searchEntries.kind, slot.kind)))
      .orderBy(asc(searchEntries.entityId))
      .limit(batch)
    if (rows.length === 0) continue
    await deleteSearchEntries(
      tx,
      slot,
      rows.map(({ id }) => id),
    )
    return true
  }
  const [first] = await tx
    .select({ attribute: observedValues.attribute })
    .from(observedValues)
    .where(eq(observedValues.idpId, idpId))
    .limit(1)
  if (first) {
    const of = and(eq(observedValues.idpId, idpId), eq(observedValues.attribute, first.attribute))
    const keys = await tx
      .select({ valueKey: observedValues.valueKey })
      .from(observedValues)
      .where(of)
      .orderBy(asc(observedValues.valueKey))
      .limit(batch)
    await tx.delete(observedValues).where(
      and(
        of,
        inArray(
          observedValues.valueKey,
          keys.map(({ valueKey }) => valueKey),
        ),
      ),
    )
    return true
  }
  await tx.delete(observedAttributes).where(eq(observedAttributes.idpId, idpId))
  await tx.delete(observedCounts).where(eq(observedCounts.idpId, idpId))
  await tx.delete(searchSlots).where(eq(searchSlots.idpId, idpId))
  return false
}
