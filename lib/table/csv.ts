import { stringify } from 'csv-stringify/sync'

/** What a cell of a CSV may hold. Times are written in UTC (ISO 8601), claims as `true` and `false`, nothing as nothing. */
export type CsvValue = string | number | boolean | Date | null | undefined

/**
 * Records of a CSV file as RFC 4180 has them: every field quoted, lines ended by CR LF, in UTF-8. What a spreadsheet would
 * take for a formula, text that begins with `=`, `+`, `-`, `@`, a tab or a line break, also in full width, gets an
 * apostrophe in front, which spreadsheets read as "this is text".
 */
export const csvRecords = (records: readonly (readonly CsvValue[])[]): string =>
  stringify(
    records.map((record) => record.map(field)),
    { quoted: true, quoted_empty: true, escape_formulas: true, record_delimiter: 'windows' },
  )

/** Begins a file: the byte order mark, without which Excel takes UTF-8 for the code page of the machine. */
export const csvHeader = (labels: readonly string[]): string => `\uFEFF${csvRecords([labels])}`

const field = (value: CsvValue): string | number => {
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'boolean') return String(value)
  // The library knows of every beginning but this one.
  if (typeof value === 'string' && value.startsWith('\n')) return `'${value}`
  return value ?? ''
}

/** `scim-users-okta-2026-11-22.csv`: the table, what it is of, the day in UTC. */
export const csvFileName = (table: string, subject: string | undefined, now: Date): string => {
  const part = (subject ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 64)
  return `${[table, part, now.toISOString().slice(0, 10)].filter((each) => each !== '').join('-')}.csv`
}
