import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import {
  findComparison,
  insertComparedPeople,
  insertComparison,
  listComparisons,
  lockComparison,
  updateGoingOn,
  type ComparedPersonRow,
  type ComparisonRow,
} from '#db/queries/comparisons.ts'
import { findIdp } from '#db/queries/idps.ts'
import { getTotals } from '#db/queries/totals.ts'
import { walkUsers } from '#db/queries/walk-users.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from '../actor.ts'
import { UnreadableFile } from '../directory/import/records.ts'
import { givingWay } from '../give-way.ts'
import type { MatchedBy } from './columns.ts'
import type { FileCounts, Found } from './compare-people.ts'
import { openCompareThread, type CompareThread } from './compare-thread.ts'
import { forgetComparison } from './comparisons.ts'
import { takeFromFile } from './expected.ts'

/** People of each kind that are kept to be listed; beyond, they are only counted. */
export const MOST_LISTED = 20_000
const USERS_AT_ONCE = 2_000
const ROWS_AT_ONCE = 250
/** How often its row is touched, so that everybody sees that it goes on. */
const TOUCH_MS = 700
/** While provisioning is busy, a comparison takes a quarter of this process. */
const SHARE = 3

export type FileToCompare = { fileName: string; index: number; label: string; attribute: MatchedBy }

/**
 * Begins to compare a file with an IdP's users; `readComparison` is then given the file. One that goes on is cancelled, and
 * what was found before is forgotten.
 * @throws AppError `not-found`
 */
export async function startComparison(idpId: string, file: FileToCompare, actor: Actor): Promise<string> {
  const at = new Date()
  const id = newId(at)
  const earlier = await store().write(async (tx) => {
    if (!(await findIdp(tx, idpId))) throw new AppError('not-found', 'This IdP configuration does not exist any more.')
    const others = await listComparisons(tx, idpId)
    for (const other of others) await updateGoingOn(tx, other.id, { isCancelAsked: true })
    await insertComparison(tx, {
      ...nothing,
      id,
      idpId,
      status: 'reading',
      fileName: printable(file.fileName),
      columnName: printable(file.label),
      attribute: file.attribute,
      users: (await getTotals(tx, idpId)).users,
      actorName: actor.name,
      startedAt: at,
      updatedAt: at,
    })
    return others.filter(({ status }) => status !== 'reading' && status !== 'comparing')
  }, quiet)
  for (const other of earlier) await forgetComparison(other.id)
  return id
}

/** PostgreSQL takes no NUL in text. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, ' ').slice(0, 255)

const nothing = {
  isCancelAsked: false,
  lines: 0,
  people: 0,
  problemLines: 0,
  problems: '[]',
  problem: null,
  usersDone: 0,
  alike: 0,
  missing: 0,
  extra: 0,
  differing: 0,
} as const

const quiet = { keepsRemembered: true }

/** Asks whoever works on it to stop. */
export async function cancelComparison(id: string): Promise<void> {
  await store().write((tx) => updateGoingOn(tx, id, { isCancelAsked: true }), quiet)
}

/**
 * Reads the file of a comparison that was started and compares it, on a thread of its own; resolves once all is done.
 * Nothing of the file is kept but who is not alike. What goes wrong is told by the comparison.
 */
export async function readComparison(
  id: string,
  index: number,
  file: AsyncIterable<Uint8Array>,
  actor: Actor,
): Promise<void> {
  const row = await store().write((tx) => lockComparison(tx, id), quiet)
  if (row?.status !== 'reading' || row.lines > 0) {
    throw new AppError('not-found', 'This comparison is no longer here. Choose the file again.')
  }
  const thread = openCompareThread({ index, label: row.columnName, attribute: row.attribute })
  const run = new Run(row)
  try {
    const counts = await run.readFile(thread, file)
    await run.compareUsers(thread, counts)
    await run.finish({ status: 'done' })
    await takeFromFile(row.idpId, counts.people, actor)
  } catch (error) {
    if (error instanceof Cancelled) return await run.finish({ status: 'cancelled' })
    const problem =
      error instanceof UnreadableFile ? error.message : 'The upload was interrupted. Choose the file again.'
    await run.finish({ status: 'failed', problem })
    if (!(error instanceof UnreadableFile)) throw error
  } finally {
    await thread.close()
  }
}

class Cancelled extends Error {}

/** What one comparison has found so far, told and kept from time to time. */
class Run {
  readonly #row: ComparisonRow
  readonly #change: Partial<ComparisonRow> = {}
  readonly #counts = { alike: 0, missing: 0, extra: 0, differing: 0 }
  #number = 0
  #touchedAt = performance.now()

  constructor(row: ComparisonRow) {
    this.#row = row
  }

  async readFile(thread: CompareThread, file: AsyncIterable<Uint8Array>): Promise<FileCounts> {
    for await (const chunk of file) {
      const { lines, people, problemLines } = await thread.read(chunk)
      await this.#touch({ lines, people, problemLines })
    }
    const counts = await thread.end()
    await this.#touch({ ...counts, problems: JSON.stringify(counts.problems), status: 'comparing' }, true)
    return counts
  }

  async compareUsers(thread: CompareThread, { people }: FileCounts): Promise<void> {
    const giveWay = givingWay(SHARE)
    let usersDone = 0
    for await (const users of walkUsers(store().report, this.#row.idpId, USERS_AT_ONCE)) {
      const { alike, found } = await thread.compare(users)
      usersDone += users.length
      this.#counts.alike += alike
      await this.#keep(found)
      await this.#touch({ ...this.#counts, usersDone, users: Math.max(this.#row.users, usersDone) })
      await giveWay()
    }
    for (;;) {
      const found = await thread.missing(USERS_AT_ONCE)
      if (found.length === 0) break
      await this.#keep(found)
      await this.#touch({ ...this.#counts })
    }
    Object.assign(this.#change, { ...this.#counts, people, users: usersDone, usersDone })
  }

  async finish(change: Partial<ComparisonRow>): Promise<void> {
    const all = { ...this.#change, ...change, updatedAt: new Date() }
    await store().write((tx) => updateGoingOn(tx, this.#row.id, all), quiet)
  }

  async #keep(found: readonly Found[]): Promise<void> {
    const rows = found.flatMap((one): ComparedPersonRow[] => {
      if (++this.#counts[one.kind] > MOST_LISTED) return []
      const { kind, name, userId, line, differences } = one
      return [
        {
          comparisonId: this.#row.id,
          number: ++this.#number,
          kind,
          name,
          nameKey: fold(name),
          userId,
          line,
          differences: JSON.stringify(differences),
        },
      ]
    })
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await store().write((tx) => insertComparedPeople(tx, rows.slice(from, from + ROWS_AT_ONCE)), quiet)
    }
  }

  /** @throws Cancelled when somebody asked for it, or the comparison is gone */
  async #touch(change: Partial<ComparisonRow>, isNow = false): Promise<void> {
    Object.assign(this.#change, change)
    if (!isNow && performance.now() - this.#touchedAt < TOUCH_MS) return
    this.#touchedAt = performance.now()
    const row = await findComparison(store().read, this.#row.id)
    if (!row || row.isCancelAsked) throw new Cancelled()
    await store().write((tx) => updateGoingOn(tx, row.id, { ...this.#change, updatedAt: new Date() }), quiet)
  }
}
