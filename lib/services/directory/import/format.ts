import { csvHeader, csvRecords } from '#lib/table/csv.ts'
import type { NamedEntry, UserEntry } from '../entries.ts'

export type ImportKind = 'users' | 'groups' | 'departments'

/** What one line says: the fields whose columns the file has. */
export type LineEntry = Partial<UserEntry> & Partial<NamedEntry>

type Field = keyof UserEntry | keyof NamedEntry
type ColumnFormat = { field: Field; label: string; says: string; example: string }

const nameColumn = (noun: string, example: string): ColumnFormat => ({
  field: 'name',
  label: 'Name',
  says: `Required. At most 128 characters. Says which ${noun} is meant, whatever its case.`,
  example,
})

const commentsColumn = (example: string): ColumnFormat => ({
  field: 'comments',
  label: 'Comments',
  says: 'At most 10,240 characters; may have line breaks within quotes.',
  example,
})

/** The columns of each kind of file, in the order of the template; the first says which entry is meant. */
export const formats: Record<ImportKind, readonly ColumnFormat[]> = {
  users: [
    {
      field: 'userName',
      label: 'User ID',
      says: 'Required. user@domain, at most 127 characters. Says which user is meant, whatever its case.',
      example: 'dana.reyes@example.com',
    },
    { field: 'name', label: 'User Name', says: 'At most 127 characters.', example: 'Dana Reyes' },
    {
      field: 'groups',
      label: 'Groups',
      says: 'Names with a semicolon between; a semicolon in a name is written \\;. At most 127. Missing groups are made.',
      example: 'Visitors; Night shift',
    },
    { field: 'department', label: 'Department', says: 'One, at most 128 characters.', example: 'Front Desk' },
    {
      field: 'active',
      label: 'Status',
      says: 'Active or Inactive. Empty leaves it as it is; a new user is active.',
      example: 'Active',
    },
    commentsColumn('On site on Mondays'),
  ],
  groups: [nameColumn('group', 'Visitors'), commentsColumn('Guests of the front desk')],
  departments: [nameColumn('department', 'Front Desk'), commentsColumn('Ground floor')],
}

/** Columns that an export has beside these: what is in them is not read, but for whose a line is. */
const ignored: Record<ImportKind, readonly string[]> = {
  users: ['Identity Provider', 'Source', 'Last Updated', 'Internal User ID'],
  groups: ['Users', 'Identity Provider', 'Source', 'Last Updated', 'Internal Group ID'],
  departments: ['Users', 'Identity Providers', 'Source'],
}

/** A file to fill in. */
export const template = (kind: ImportKind): string =>
  csvHeader(formats[kind].map(({ label }) => label)) + csvRecords([formats[kind].map(({ example }) => example)])

export const labelOf = (kind: ImportKind, field: string): string =>
  formats[kind].find((column) => column.field === field)?.label ?? field

/** Which column of the file holds which field; `owner` is that of *Source*. */
export type Header = { labels: string[]; fields: (Field | undefined)[]; source: number }

/** Reads a file's first line. Answers what is wrong with it as text. */
export function readHeader(kind: ImportKind, cells: readonly string[]): Header | string {
  const labels = cells.map((cell) => cell.trim())
  const sameLabel = (label: string) => (cell: string) => cell.toLowerCase() === label.toLowerCase()
  const fields = labels.map((label) => formats[kind].find((column) => sameLabel(column.label)(label))?.field)
  const unknown = labels.filter(
    (label, at) => fields[at] === undefined && !ignored[kind].some((known) => sameLabel(known)(label)),
  )
  const accepted = formats[kind].map(({ label }) => label).join(', ')
  if (unknown.length > 0) {
    const named = unknown.slice(0, 3).map((label) => `“${label.slice(0, 40)}”`)
    return `Line 1 names columns that are not known: ${named.join(', ')}. Known are ${accepted}.`
  }
  const twice = labels.find((label, at) => labels.findIndex(sameLabel(label)) !== at)
  if (twice !== undefined) return `Line 1 names the column ${twice} twice.`
  const first = formats[kind][0]
  if (first && !fields.includes(first.field)) {
    return `Line 1 has no column ${first.label}, which says what a line is about. Known are ${accepted}.`
  }
  return { labels, fields, source: labels.findIndex(sameLabel('Source')) }
}

/** What a record says, and what it says in words that are not understood. An empty cell clears a field. */
export function readRecord(
  { fields }: Header,
  cells: readonly string[],
): { entry: LineEntry; problems: { field: string; message: string }[] } {
  const entry: LineEntry = {}
  const problems: { field: string; message: string }[] = []
  for (const [at, field] of fields.entries()) {
    const text = plain(cells[at] ?? '').trim()
    if (field === undefined) continue
    if (field === 'groups') entry.groups = splitNames(text)
    else if (field === 'active') {
      const status = text.toLowerCase()
      if (status !== '') entry.active = status === 'active'
      if (!['', 'active', 'inactive'].includes(status)) {
        problems.push({
          field,
          message: `Status “${text.slice(0, 40)}” is not known. Accepted are Active and Inactive.`,
        })
      }
    } else entry[field] = text
  }
  return { entry, problems }
}

/** `Visitors; Night shift`. A semicolon within a name is written `\;`. */
export const joinNames = (names: readonly string[]): string =>
  names.map((name) => name.replaceAll(/[\\;]/g, String.raw`\$&`)).join('; ')

/** The names that `joinNames` joined. */
export const splitNames = (text: string): string[] =>
  [...text.matchAll(/(?:\\[\s\S]|[^;\\])+/g)]
    .map(([name]) => name.replaceAll(/\\([\s\S])/g, '$1').trim())
    .filter((name) => name !== '')

/** Takes back the apostrophe that an export puts before what a spreadsheet would take for a formula. */
const plain = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '')
