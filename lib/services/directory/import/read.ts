import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import {
  insertImport,
  insertImportLines,
  listFirstLines,
  updateImport,
  type ImportLineRow,
} from '#db/queries/imports.ts'
import { isAppError } from '#lib/errors.ts'
import type { Actor } from '../../actor.ts'
import { readHeader, readRecord, type Header, type ImportKind, type LineEntry } from './format.ts'
import { nameKeyOf, planLine, problem, readKnown, type Finding } from './plan.ts'
import { csvRecordsOf, UnreadableFile, type CsvRecord } from './records.ts'

/** Lines a file may have below its header. */
export const MOST_LINES = 100_000
/** Lines compared with the directory at a time, and lines a turn of the write lane keeps. */
const COMPARED = 500
const WRITTEN = 250

/** Begins an import that `readImport` then fills. Answers its id, under which its progress can be seen. */
export async function beginImport(
  kind: ImportKind,
  fileName: string,
  actor: Actor,
  at: Date = new Date(),
): Promise<string> {
  const id = newId(at)
  const row = { id, kind, fileName: fileName.slice(0, 255), actorId: actor.id, actorName: actor.name }
  const state = { status: 'reading' as const, problem: null, lines: 0, applied: 0, createdAt: at, updatedAt: at }
  await store().write((tx) => insertImport(tx, { ...row, ...state }))
  return id
}

/**
 * The dry run: reads a CSV file in bounded memory and keeps, line by line, what it would change or what is wrong with it.
 * Nothing of the directory changes. A file that cannot be read at all leaves the import `failed`, with the reason.
 */
export async function readImport(id: string, kind: ImportKind, file: AsyncIterable<Uint8Array>): Promise<void> {
  let header: Header | undefined
  let batch: CsvRecord[] = []
  let lines = 0
  const flush = async () => {
    if (!header || batch.length === 0) return
    await stage(id, kind, header, batch)
    lines += batch.length
    batch = []
    await store().write((tx) => updateImport(tx, id, { lines, updatedAt: new Date() }))
  }
  try {
    for await (const record of csvRecordsOf(file)) {
      if (!header) {
        const read = readHeader(kind, record.cells)
        if (typeof read === 'string') throw new UnreadableFile(read)
        header = read
        continue
      }
      if (lines + batch.length === MOST_LINES) {
        throw new UnreadableFile(
          `Line ${record.line}: a file may have ${MOST_LINES.toLocaleString('en')} lines below its header. Split it.`,
        )
      }
      batch.push(record)
      if (batch.length === COMPARED) await flush()
    }
    await flush()
    if (!header) throw new UnreadableFile('The file is empty: not even a header is in it.')
    await store().write((tx) => updateImport(tx, id, { status: 'ready', updatedAt: new Date() }))
  } catch (error) {
    const isKnown = error instanceof UnreadableFile || isAppError(error)
    const message = isKnown ? error.message : 'The upload was interrupted. Choose the file again.'
    await store().write((tx) => updateImport(tx, id, { status: 'failed', problem: message, updatedAt: new Date() }))
    if (!isKnown) throw error
  }
}

type Read = { line: number; entry: LineEntry; problems: Finding[]; isOthers: boolean }

/** Compares lines with the directory and keeps the result. */
async function stage(importId: string, kind: ImportKind, header: Header, records: readonly CsvRecord[]): Promise<void> {
  const read = records.map((record) => readLine(kind, header, record))
  const q = store().report
  const entries = read.map(({ entry }) => entry)
  const known = await readKnown(q, kind, entries)
  const first = await listFirstLines(q, importId, [...new Set(entries.map((entry) => nameKeyOf(kind, entry)))])
  const rows = read.map(({ line, entry, problems, isOthers }): ImportLineRow => {
    const nameKey = nameKeyOf(kind, entry)
    const same = first.get(nameKey)
    if (same === undefined && nameKey !== '') first.set(nameKey, line)
    const name = (kind === 'users' ? entry.userName : entry.name) ?? ''
    const base = { importId, line, name: name.slice(0, 256), nameKey, entry: JSON.stringify(entry), isApplied: false }
    const done = (outcome: ImportLineRow['outcome'], findings: Finding[]): ImportLineRow => ({
      ...base,
      outcome,
      findings: JSON.stringify(findings),
    })
    if (isOthers) return done('unchanged', [{ message: 'Belongs to an identity provider: left as it is.' }])
    const plan = planLine(kind, entry, known)
    const wrong = plan.outcome === 'error' ? plan.findings : []
    if (problems.length + wrong.length > 0) return done('error', [...problems, ...wrong])
    if (same !== undefined) return done('error', [{ message: `Line ${same} is about the same. Keep one of the two.` }])
    return done(plan.outcome, plan.findings)
  })
  for (let start = 0; start < rows.length; start += WRITTEN) {
    const some = rows.slice(start, start + WRITTEN)
    await store().write((tx) => insertImportLines(tx, some))
  }
}

function readLine(kind: ImportKind, header: Header, { line, cells }: CsvRecord): Read {
  const { entry, problems } = readRecord(header, cells)
  const count = header.labels.length
  const miscounted: Finding[] =
    cells.length === count
      ? []
      : [
          {
            message: `The line has ${cells.length} cells; the header has ${count}. Is a separator missing or not quoted?`,
          },
        ]
  // An export has groups and departments that nobody made by hand: importing it again is not to make them.
  const source = (header.source < 0 ? undefined : cells[header.source])?.trim().toLowerCase() ?? ''
  const isOthers = kind !== 'users' && source !== '' && source !== 'by hand'
  return { line, entry, problems: [...miscounted, ...problems.map((one) => problem(kind, one))], isOthers }
}
