import { and, eq, lt } from 'drizzle-orm'
import type { Reader, Writer } from '../store.ts'
import type { Tables } from '../tables.ts'

export type ApiAnswerRow = Tables['apiAnswers']['$inferSelect']

/** Keeps a place for the answer to a request. Answers false when its key has been used already. */
export async function reserveApiAnswer(tx: Writer, row: ApiAnswerRow): Promise<boolean> {
  const { apiAnswers: t } = tx.tables
  const made = await tx.insert(t).values(row).onConflictDoNothing().returning({ keyId: t.keyId })
  return made.length > 0
}

const isOf = ({ tables: { apiAnswers: t } }: Reader, keyId: string, idempotencyKey: string) =>
  and(eq(t.keyId, keyId), eq(t.idempotencyKey, idempotencyKey))

export async function findApiAnswer(
  q: Reader,
  keyId: string,
  idempotencyKey: string,
): Promise<ApiAnswerRow | undefined> {
  return (
    await q
      .select()
      .from(q.tables.apiAnswers)
      .where(isOf(q, keyId, idempotencyKey))
  )[0]
}

export async function finishApiAnswer(
  tx: Writer,
  keyId: string,
  idempotencyKey: string,
  answer: Pick<ApiAnswerRow, 'status' | 'headers' | 'body'>,
): Promise<void> {
  await tx
    .update(tx.tables.apiAnswers)
    .set(answer)
    .where(isOf(tx, keyId, idempotencyKey))
}

export async function deleteApiAnswer(tx: Writer, keyId: string, idempotencyKey: string): Promise<void> {
  await tx.delete(tx.tables.apiAnswers).where(isOf(tx, keyId, idempotencyKey))
}

export async function hasOldApiAnswers(q: Reader, before: Date): Promise<boolean> {
  const { apiAnswers: t } = q.tables
  return (await q.select({ keyId: t.keyId }).from(t).where(lt(t.createdAt, before)).limit(1)).length > 0
}

export async function deleteOldApiAnswers(tx: Writer, before: Date): Promise<void> {
  const { apiAnswers: t } = tx.tables
  await tx.delete(t).where(lt(t.createdAt, before))
}
