import { CsvError, parse } from 'csv-parse'
import { Readable } from 'node:stream'

/** A record of a CSV file; `line` is where it begins, the file's first line being 1. */
export type CsvRecord = { line: number; cells: string[] }

/** What keeps a file from being read, for whoever made it. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

/** A file may have a hundred thousand lines; with their comments they may be longer than these on average. */
export const MOST_BYTES = 64 * 1024 * 1024
const MOST_RECORD_CHARACTERS = 64 * 1024

/**
 * The records of a CSV file in UTF-8, as they come, in bounded memory. The separator is the comma, semicolon or tab that
 * the first line has most of, since spreadsheets write what their country uses. Throws `UnreadableFile`.
 */
export async function* csvRecordsOf(
  file: AsyncIterable<Uint8Array>,
  mostBytes = MOST_BYTES,
): AsyncGenerator<CsvRecord> {
  const text = textOf(file, mostBytes)
  const first = await text.next()
  const start = first.done ? '' : first.value
  const source = Readable.from(rejoined(start, text))
  const parser = source.pipe(
    parse({
      delimiter: separatorOf(start),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MOST_RECORD_CHARACTERS,
    }),
  )
  source.on('error', (error) => parser.destroy(error))
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const breaks = record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0)
      yield { line: info.lines - breaks, cells: record }
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableFile(explained(error))
    throw error
  } finally {
    source.destroy()
  }
}

async function* rejoined(start: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield start
  yield* rest
}

/** Decoded, without a byte order mark, every line ending a line feed: so that lines are counted as people count them. */
async function* textOf(file: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let held = ''
  for await (const chunk of file) {
    if (bytes === 0) refuseUtf16(chunk)
    bytes += chunk.byteLength
    if (bytes > mostBytes) {
      throw new UnreadableFile(`The file is larger than ${mostBytes / 1024 / 1024} MB. Split it into smaller ones.`)
    }
    const text = held + decoded(decoder, chunk, true)
    // A carriage return may be half of a line ending.
    held = text.endsWith('\r') ? '\r' : ''
    const whole = text.slice(0, text.length - held.length).replaceAll(/\r\n?/g, '\n')
    if (whole !== '') yield whole
  }
  const rest = (held + decoded(decoder, new Uint8Array(), false)).replaceAll(/\r\n?/g, '\n')
  if (rest !== '') yield rest
}

function decoded(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(chunk, { stream })
  } catch {
    throw new UnreadableFile('The file is not in UTF-8. In Excel, save it as “CSV UTF-8 (Comma delimited)”.')
  }
}

function refuseUtf16(chunk: Uint8Array): void {
  const [first, second] = chunk
  if (
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    chunk.subarray(0, 200).includes(0)
  ) {
    throw new UnreadableFile('The file is not a CSV in UTF-8. In Excel, save it as “CSV UTF-8 (Comma delimited)”.')
  }
}

function separatorOf(start: string): string {
  const line = start.split('\n', 1)[0] ?? ''
  const count = (separator: string) => line.split(separator).length
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best))
}

const explained = (error: CsvError): string => {
  const line = typeof error['lines'] === 'number' ? error['lines'] : undefined
  const where = line === undefined ? 'The file' : `Line ${line}`
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return `${where}: a quote is opened and never closed. Nothing after it could be read.`
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return `${where}: a record is longer than ${MOST_RECORD_CHARACTERS.toLocaleString('en')} characters. Is a quote not closed before?`
  }
  return `${where}: a quote is in the middle of a cell. Put the whole cell in quotes, and write a quote within as two.`
}
