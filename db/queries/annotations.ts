import { and, eq, inArray } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import { chunks } from './chunks.ts'

export type AnnotationRow = Reader['tables']['annotations']['$inferSelect']

/** What is known beyond SCIM of these users or groups, by their ids. Most of those that SCIM made have nothing. */
export async function listAnnotations(
  q: Reader,
  idpId: string,
  ids: readonly string[],
): Promise<Map<string, AnnotationRow>> {
  const { annotations } = q.tables
  const found = new Map<string, AnnotationRow>()
  for (const some of chunks([...ids])) {
    const rows = await q
      .select()
      .from(annotations)
      .where(and(eq(annotations.idpId, idpId), inArray(annotations.id, some)))
    for (const row of rows) found.set(row.id, row)
  }
  return found
}

export async function putAnnotation(tx: Writer, row: AnnotationRow): Promise<void> {
  const { annotations } = tx.tables
  await tx
    .insert(annotations)
    .values(row)
    .onConflictDoUpdate({
      target: [annotations.idpId, annotations.id],
      set: { source: row.source, comments: row.comments },
    })
}

export async function deleteAnnotation(tx: Writer, idpId: string, id: string): Promise<void> {
  const { annotations } = tx.tables
  await tx.delete(annotations).where(and(eq(annotations.idpId, idpId), eq(annotations.id, id)))
}
