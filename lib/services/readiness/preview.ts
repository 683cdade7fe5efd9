import { csvRecordsOf, UnreadableFile } from '../directory/import/records.ts'
import { AppError } from '#lib/errors.ts'
import { guessMatch, readColumns, type Column, type MatchedBy } from './columns.ts'

/** The columns of a file, what is in the first line of each, and the one that says who is meant. */
export type FilePreview = {
  columns: (Column & { example: string })[]
  match?: { index: number; attribute: MatchedBy }
}

/**
 * Looks at the beginning of a file.
 * @throws AppError `invalid` when it is no CSV
 */
export async function previewFile(start: string): Promise<FilePreview> {
  const records: string[][] = []
  try {
    for await (const { cells } of csvRecordsOf(linesOf(start))) {
      if (records.push(cells) === 2) break
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    // Of a first line that is very long only the beginning is here; the header will do.
    if (records.length === 0) throw new AppError('invalid', error.message)
  }
  const [header, first = []] = records
  if (!header) throw new AppError('invalid', 'The file is empty: not even a header is in it.')
  if (header.length > 500) throw new AppError('invalid', 'The file has more than 500 columns.')
  const columns = readColumns(header, first)
  const match = guessMatch(columns)
  return {
    columns: columns.map((column) => ({
      ...column,
      label: column.label.slice(0, 255),
      example: (first[column.index] ?? '').slice(0, 60),
    })),
    ...(match ? { match } : {}),
  }
}

/**
 * Line by line, none before the one in front of it was read: so that the first two are there before the end, which may be
 * in the middle of a cell.
 */
async function* linesOf(text: string): AsyncGenerator<Uint8Array> {
  for (const line of text.split(/(?<=\n)/)) {
    yield Buffer.from(line)
    await new Promise((next) => setTimeout(next, 1))
  }
}
