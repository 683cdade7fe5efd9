import Database from 'better-sqlite3'
import type { WalkedUser } from '#db/queries/walk-users.ts'
import { fold } from '#lib/scim/fold.ts'
import { readActive, readColumns, type Column, type Field, type MatchedBy } from './columns.ts'

/** What the file says of somebody, and what is here. */
export type Difference = { field: Field; file: string; here: string }

export type Found = {
  kind: 'missing' | 'extra' | 'differing'
  name: string
  userId: string | null
  line: number | null
  differences: Difference[]
}

export type FileCounts = { lines: number; people: number; problemLines: number; problems: string[] }

/** Problems that are spelt out. */
const TOLD = 20

/**
 * The people of a file, on disk: a temporary database without a name, which is gone with its connection, and with the
 * process whatever becomes of it. Memory is bounded by its cache however long the file is.
 */
export class PeopleOfFile {
  readonly counts: FileCounts = { lines: 0, people: 0, problemLines: 0, problems: [] }
  readonly #db = new Database('')
  readonly #attribute: MatchedBy
  readonly #match: number
  #width = 0
  #columns: Column[] = []
  #insert
  #find
  #see

  constructor(match: { index: number; attribute: MatchedBy }) {
    this.#attribute = match.attribute
    this.#match = match.index
    this.#db.pragma('journal_mode = OFF')
    this.#db.pragma('synchronous = OFF')
    this.#db.pragma('cache_size = -16384')
    this.#db.exec(
      'create table people (key text primary key, line integer, name text, cells text, active integer, seen integer) without rowid',
    )
    this.#insert = this.#db.prepare('insert into people values (?, ?, ?, ?, ?, 0) on conflict (key) do nothing')
    this.#find = this.#db.prepare('select line, name, cells, active from people where key = ?')
    this.#see = this.#db.prepare('update people set seen = 1 where key = ?')
    this.#db.exec('begin')
  }

  /** Answers why the file cannot be read; undefined when it can. */
  readHeader(header: readonly string[], label: string): string | undefined {
    if ((header[this.#match] ?? '').trim() !== label) {
      return `The file has no column “${label}” in the place it was chosen from. Choose the file again.`
    }
    this.#width = header.length
    return undefined
  }

  add(line: number, cells: readonly string[]): void {
    if (this.counts.lines === 0) this.#columns = this.#comparedColumns(cells)
    this.counts.lines++
    const name = (cells[this.#match] ?? '').trim()
    if (cells.length !== this.#width) {
      return this.#tell(`Line ${line} has ${cells.length} cells; the header has ${this.#width}.`)
    }
    if (name === '') return this.#tell(`Line ${line} says nobody: its cell of this column is empty.`)
    const said = this.#columns.flatMap(({ index, field }) => {
      const value = (cells[index] ?? '').trim()
      return field && field !== 'active' && value !== '' ? [[field, value.slice(0, 256)]] : []
    })
    const active = this.#columns.find(({ field }) => field === 'active')
    const isActive = active && readActive(cells[active.index] ?? '')
    const key = fold(name)
    const { changes } = this.#insert.run(
      key,
      line,
      name.slice(0, 256),
      JSON.stringify(said),
      isActive === undefined ? null : Number(isActive),
    )
    if (changes > 0) this.counts.people += isActive === false ? 0 : 1
    else this.#tell(`Line ${line} is about the same as line ${(this.#find.get(key) as Row).line}.`)
  }

  #header: readonly string[] = []

  /** Set before the first line: which column is what may show in its values. */
  set header(labels: readonly string[]) {
    this.#header = labels
  }

  #comparedColumns(first: readonly string[]): Column[] {
    const seen = new Set<Field>([this.#attribute])
    return readColumns(this.#header, first).filter(({ index, label, field }) => {
      // An id of the IdP's own is seldom what it sends as externalId.
      if (field === 'externalId' && !/external/i.test(label)) return false
      if (field === undefined || index === this.#match || seen.has(field)) return false
      seen.add(field)
      return true
    })
  }

  #tell(problem: string): void {
    this.counts.problemLines++
    if (this.counts.problems.length < TOLD) this.counts.problems.push(problem)
  }

  /** Compares users here; how many are alike, and who is not. */
  compare(users: readonly WalkedUser[]): { alike: number; found: Found[] } {
    const found: Found[] = []
    let alike = 0
    for (const user of users) {
      const match = this.#keysOf(user)
        .map((key) => ({ key, row: this.#find.get(key) as Row | undefined }))
        .find(({ row }) => row !== undefined)
      if (!match?.row) {
        // Whoever was deactivated here has left the list, as is right.
        if (user.active)
          found.push({ kind: 'extra', name: user.userName, userId: user.id, line: null, differences: [] })
        continue
      }
      this.#see.run(match.key)
      const differences = differencesOf(match.row, user)
      if (differences.length === 0) alike++
      else {
        const { line, name } = match.row
        found.push({ kind: 'differing', name, userId: user.id, line, differences })
      }
    }
    return { alike, found }
  }

  #keysOf(user: WalkedUser): string[] {
    if (this.#attribute === 'userName') return [fold(user.userName)]
    if (this.#attribute === 'email') return user.emails
    return user.externalId === null ? [] : [fold(user.externalId)]
  }

  /** Those of the file who can sign in and are not here, in the order of the file, some at a time. */
  *missing(size: number): Generator<Found[]> {
    const statement = this.#db.prepare(
      'select line, name from people where seen = 0 and active is not 0 and line > ? order by line limit ?',
    )
    this.#db.exec('create index people_line on people (line) where seen = 0 and active is not 0')
    for (let after = 0; ;) {
      const rows = statement.all(after, size) as Pick<Row, 'line' | 'name'>[]
      const last = rows.at(-1)
      if (!last) return
      yield rows.map(({ line, name }) => ({ kind: 'missing', name, userId: null, line, differences: [] }))
      after = last.line
    }
  }

  close(): void {
    this.#db.close()
  }
}

type Row = { line: number; name: string; cells: string; active: number | null }

/** Values that both sides have, without regard to case; and who can sign in. */
function differencesOf({ cells, active }: Row, user: WalkedUser): Difference[] {
  const said = JSON.parse(cells) as [Field, string][]
  const differences = said.flatMap(([field, file]): Difference[] => {
    if (field === 'active') return []
    if (field === 'email') {
      const [here] = user.emails
      return here === undefined || user.emails.includes(fold(file)) ? [] : [{ field, file, here }]
    }
    const here = user[field]
    return here === null || here === '' || fold(here.trim()) === fold(file) ? [] : [{ field, file, here }]
  })
  if (active !== null && Boolean(active) !== user.active) {
    differences.push({ field: 'active', file: yesNo(Boolean(active)), here: yesNo(user.active) })
  }
  return differences
}

const yesNo = (is: boolean): string => (is ? 'Yes' : 'No')
