import { eq } from 'drizzle-orm'
import { locked } from '../dialect.ts'
import type { Reader, Writer } from '../store.ts'

export type DepartmentRow = Reader['tables']['departments']['$inferSelect']

export async function lockDepartment(tx: Writer, id: string): Promise<DepartmentRow | undefined> {
  const { departments } = tx.tables
  return (await locked(tx, tx.select().from(departments).where(eq(departments.id, id))))[0]
}

export async function insertDepartment(tx: Writer, row: DepartmentRow): Promise<void> {
  await tx.insert(tx.tables.departments).values(row)
}

export async function updateDepartment(tx: Writer, { id, ...columns }: DepartmentRow): Promise<void> {
  const { departments } = tx.tables
  await tx.update(departments).set(columns).where(eq(departments.id, id))
}

export async function deleteDepartmentRow(tx: Writer, id: string): Promise<void> {
  const { departments } = tx.tables
  await tx.delete(departments).where(eq(departments.id, id))
}
