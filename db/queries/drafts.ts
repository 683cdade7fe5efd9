import { and, eq, getTableColumns, inArray, or, type Column, type SQL, type Table } from 'drizzle-orm'
import type { Tables } from '../tables.ts'
import { drafted } from '../drafted.ts'
import type { Reader, Writer } from '../store.ts'
import { configurationParts, type ConfigurationPart } from '../tables/configuration.ts'
import { chunks } from './chunks.ts'

export type ConfigurationRow = Readonly<Record<string, unknown>>

/** A row of configuration that the draft has otherwise: `before` as published, `after` as drafted. */
export type RowDifference = {
  part: ConfigurationPart
  /** The primary key's columns. */
  key: ConfigurationRow
  before: ConfigurationRow | undefined
  after: ConfigurationRow | undefined
}

/** The primary keys; `id` where nothing else is said. */
const keys: Partial<Record<ConfigurationPart, readonly string[]>> = {
  idpDomains: ['domain'],
  idpRoles: ['idpId', 'value'],
  locationRanges: ['locationId', 'range'],
  policyReferences: ['ruleId', 'kind', 'targetId'],
}
const keyColumns = (part: ConfigurationPart): readonly string[] => keys[part] ?? ['id']

/** Rows a statement is about: SQLite takes a condition of a thousand parts at most. */
const AT_ONCE = 300

/** Makes the draft what is published. */
export async function fillDraft(tx: Writer): Promise<void> {
  const draft = drafted(tx)
  for (const part of configurationParts) {
    const to = tableOf(draft, part)
    await tx.delete(to)
    await tx.insert(to).select(tx.select().from(tableOf(tx, part)) as never)
  }
}

export async function emptyDraft(tx: Writer): Promise<void> {
  const draft = drafted(tx)
  for (const part of configurationParts) await tx.delete(tableOf(draft, part))
}

/** What the draft has otherwise, table by table. */
export async function listDifferences(q: Reader): Promise<RowDifference[]> {
  const draft = drafted(q)
  const found: RowDifference[] = []
  for (const part of configurationParts) {
    const [published, edited] = [tableOf(q, part), tableOf(draft, part)]
    const all = (table: Tables['idps']) => q.select(getTableColumns(table)).from(table)
    const gone: ConfigurationRow[] = await all(published).except(all(edited))
    const come: ConfigurationRow[] = await all(edited).except(all(published))
    const afterBy = new Map(come.map((row) => [keyText(part, row), row]))
    for (const before of gone) {
      const text = keyText(part, before)
      found.push({ part, key: keyOf(part, before), before, after: afterBy.get(text) })
      afterBy.delete(text)
    }
    for (const after of afterBy.values()) found.push({ part, key: keyOf(part, after), before: undefined, after })
  }
  return found
}

/** Rows of one table by their primary keys. */
export async function listConfigurationRows(
  q: Reader,
  part: ConfigurationPart,
  wanted: readonly ConfigurationRow[],
): Promise<ConfigurationRow[]> {
  const table = tableOf(q, part)
  const rows: ConfigurationRow[] = []
  for (const some of chunks([...wanted], AT_ONCE))
    rows.push(
      ...(await q
        .select()
        .from(table)
        .where(anyOf(table, part, some))),
    )
  return rows
}

/** Brings rows to their states, whatever order unique names would want: all go first, then those that stay come back. */
export async function replaceRows(tx: Writer, changes: readonly Omit<RowDifference, 'before'>[]): Promise<void> {
  for (const part of configurationParts) {
    const own = changes.filter((change) => change.part === part)
    const table = tableOf(tx, part)
    for (const some of chunks(own, AT_ONCE)) {
      await tx.delete(table).where(
        anyOf(
          table,
          part,
          some.map(({ key }) => key),
        ),
      )
    }
    const rows = own.flatMap(({ after }) => (after ? [after] : []))
    for (const some of chunks(rows, AT_ONCE)) await tx.insert(table).values(some as never)
  }
}

/** A row from its JSON: times are written as ISO 8601. */
export function readRow(q: Reader, part: ConfigurationPart, row: ConfigurationRow): ConfigurationRow {
  const columns: Record<string, Column> = getTableColumns(tableOf(q, part))
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => {
      const column = columns[name]
      // A column that a newer Rollcall does not have any more.
      if (!column) return []
      return [[name, column.dataType === 'date' && typeof value === 'string' ? new Date(value) : value]]
    }),
  )
}

/** All tables of configuration are used alike; one of their types stands for them. */
const tableOf = (q: Reader, part: ConfigurationPart) => q.tables[part] as unknown as Tables['idps']

const keyOf = (part: ConfigurationPart, row: ConfigurationRow): ConfigurationRow =>
  Object.fromEntries(keyColumns(part).map((name) => [name, row[name]]))

export const keyText = (part: ConfigurationPart, row: ConfigurationRow): string =>
  JSON.stringify(keyColumns(part).map((name) => row[name]))

function anyOf(table: Table, part: ConfigurationPart, wanted: readonly ConfigurationRow[]): SQL | undefined {
  const columns: Record<string, Column> = getTableColumns(table)
  const names = keyColumns(part)
  const column = (name: string): Column => {
    const found = columns[name]
    if (!found) throw new Error(`No column ${name}`)
    return found
  }
  const [only, ...others] = names
  if (only !== undefined && others.length === 0) {
    return inArray(
      column(only),
      wanted.map((key) => key[only]),
    )
  }
  return or(...wanted.map((key) => and(...names.map((name) => eq(column(name), key[name])))))
}
