import { parentPort, workerData } from 'node:worker_threads'
import type { WalkedUser } from '#db/queries/walk-users.ts'
import { csvRecordsOf, UnreadableFile } from '../directory/import/records.ts'
import type { MatchedBy } from './columns.ts'
import { PeopleOfFile, type Found } from './compare-people.ts'

// The far end of compare-thread.ts: reads a file as it comes, keeps its people on disk, and compares users with them.

export type CompareInput = { index: number; label: string; attribute: MatchedBy }
export type Question =
  | { id: number; ask: 'read'; chunk: Uint8Array }
  | { id: number; ask: 'end' }
  | { id: number; ask: 'compare'; users: WalkedUser[] }
  | { id: number; ask: 'missing'; size: number }

/** A file may have one and a half million lines of some hundred characters. */
const MOST_BYTES = 1024 * 1024 * 1024
const TURN = 2_000

const { index, label, attribute } = workerData as CompareInput
const people = new PeopleOfFile({ index, attribute })
const chunks: { chunk: Uint8Array; taken(): void }[] = []
let hasEnded = false
let wake: () => void = () => undefined
let missing: Generator<Found[]> | undefined

async function* incoming(): AsyncGenerator<Uint8Array> {
  for (;;) {
    const next = chunks.shift()
    if (next) {
      yield next.chunk
      next.taken()
    } else if (hasEnded) return
    else await new Promise<void>((resolve) => (wake = resolve))
  }
}

async function readAll(): Promise<void> {
  let isHeader = true
  for await (const { line, cells } of csvRecordsOf(incoming(), MOST_BYTES)) {
    if (isHeader) {
      isHeader = false
      const problem = people.readHeader(cells, label)
      if (problem !== undefined) throw new UnreadableFile(problem)
      people.header = cells
      continue
    }
    if (cells.some((cell) => cell.includes('\0'))) {
      throw new UnreadableFile(`Line ${line} holds a NUL character: the file is no CSV in UTF-8.`)
    }
    people.add(line, cells)
    // Others on this thread: the next piece of the file.
    if (people.counts.lines % TURN === 0) await new Promise((next) => setImmediate(next))
  }
  if (isHeader) throw new UnreadableFile('The file is empty: not even a header is in it.')
}

const reading = readAll()
// Told with the next answer.
reading.catch(() => {
  for (const { taken } of chunks.splice(0)) taken()
})

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'read': {
      const taken = new Promise<void>((resolve) => {
        chunks.push({ chunk: question.chunk, taken: resolve })
        wake()
      })
      await Promise.race([taken, reading])
      return { ...people.counts, problems: [] }
    }
    case 'end':
      hasEnded = true
      wake()
      await reading
      return people.counts
    case 'compare':
      return people.compare(question.users)
    default:
      missing ??= people.missing(question.size)
      return missing.next().value ?? []
  }
}

parentPort?.on('message', (question: Question) => {
  answer(question).then(
    (value) => parentPort?.postMessage({ id: question.id, value }),
    (error: Error) =>
      parentPort?.postMessage({
        id: question.id,
        failure: { message: error.message, isReadable: !(error instanceof UnreadableFile) },
      }),
  )
})
