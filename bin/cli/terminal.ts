import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Asked wrongly: exit code 2. */
export class UsageError extends Error {}

/** The answer is no, and a script should know: an exit code of its own. */
export class Verdict extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Prints a line of a command's result. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** Prints what a reader should know and a script should not read. */
export const remark = (text: string): void => void process.stderr.write(`${text}\n`)

/**
 * Text from the database as a terminal may be given it: control characters, which could move the cursor or change the
 * title, and direction marks, which could make one name look like another, are written out.
 */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16)}}`
  })

/** A message as one printable line. */
export const oneLine = (text: string): string =>
  printable(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('; '),
  )

/** Rows in columns as wide as their widest cell; the first row is the heading. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/**
 * A new password: all of standard input with `--password-stdin`, else asked for twice without showing it. Never an
 * argument, which every user of the machine could read in the list of processes.
 */
export async function readPassword(options: { passwordStdin?: true }): Promise<string> {
  if (options.passwordStdin) return readStdin()
  if (!process.stdin.isTTY) {
    throw new UsageError('there is no terminal to ask for the password in; pipe it in with --password-stdin')
  }
  const first = await askHidden('Password: ')
  const second = await askHidden('Once more: ')
  if (first !== second) throw new UsageError('the two passwords differ; nothing was changed')
  return first
}

/** A secret that there is already: all of standard input, else asked for once. `otherwise`: how to do without a terminal. */
export async function readSecret(question: string, isPiped: true | undefined, otherwise: string): Promise<string> {
  if (isPiped) return readStdin()
  if (!process.stdin.isTTY) throw new UsageError(`there is no terminal to ask in; use ${otherwise}`)
  return askHidden(question)
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  lines.on('SIGINT', () => process.exit(130))
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
