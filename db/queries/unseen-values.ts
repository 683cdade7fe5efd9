import { and, eq, inArray } from 'drizzle-orm'
import type { Reader } from '../store.ts'
import { chunks } from './chunks.ts'
import { findObservedCount, listObservedAttributes } from './observed-values.ts'

/**
 * Of the values (folded) of an attribute, by its path, those that no user of the IdP had when its values were last counted.
 * Nothing is said of an IdP that was never counted, nor of an attribute with more values than are kept.
 */
export async function listUnseenValues(
  q: Reader,
  idpId: string,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<{ attribute: string; valueKey: string }[]> {
  const { observedValues: t } = q.tables
  const count = wanted.size === 0 ? undefined : await findObservedCount(q, idpId)
  if (!count || count.countedAt.getTime() === 0) return []
  const counted = await listObservedAttributes(q, idpId)
  const unseen: { attribute: string; valueKey: string }[] = []
  for (const [attribute, keys] of wanted) {
    // Ids are not kept: every user has another.
    if (attribute === 'id' || counted.get(attribute)?.isCapped) continue
    const seen = new Set<string>()
    for (const some of chunks([...keys])) {
      const rows = await q
        .select({ key: t.valueKey })
        .from(t)
        .where(and(eq(t.idpId, idpId), eq(t.attribute, attribute), inArray(t.valueKey, some)))
      for (const { key } of rows) seen.add(key)
    }
    unseen.push(...[...keys].filter((key) => !seen.has(key)).map((valueKey) => ({ attribute, valueKey })))
  }
  return unseen
}
