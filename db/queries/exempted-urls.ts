import { asc, inArray } from 'drizzle-orm'
import { remembered } from '../remembered.ts'
import type { Reader, Writer } from '../store.ts'

export type ExemptedUrlRow = Reader['tables']['exemptedUrls']['$inferSelect']

/** All Exempted URLs, in alphabetical order. Kept until the database changes. */
export async function listExemptedUrls(q: Reader): Promise<ExemptedUrlRow[]> {
  return remembered(q, 'exempted-urls', async () => {
    const { exemptedUrls: t } = q.tables
    return q.select().from(t).orderBy(asc(t.url))
  })
}

export async function insertExemptedUrls(tx: Writer, rows: readonly ExemptedUrlRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(tx.tables.exemptedUrls).values([...rows])
}

/** Deletes by the URLs; answers those that were there. */
export async function deleteExemptedUrls(tx: Writer, urls: readonly string[]): Promise<string[]> {
  const { exemptedUrls: t } = tx.tables
  if (urls.length === 0) return []
  const gone = await tx
    .delete(t)
    .where(inArray(t.url, [...urls]))
    .returning({ url: t.url })
  return gone.map((row) => row.url)
}
