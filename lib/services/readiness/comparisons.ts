import { store } from '#db/index.ts'
import {
  deleteSomeOfComparison,
  findComparison,
  listComparedPeoplePage,
  listComparisons,
  listStaleComparisons,
  type ComparedPersonRow,
  type ComparisonRow,
} from '#db/queries/comparisons.ts'
import type { ListPage, ListQuery } from '#db/queries/list.ts'
import type { Difference } from './compare-people.ts'

/** A comparison as its page shows it. Times are ISO 8601. */
export type ComparisonView = Omit<
  ComparisonRow,
  'problems' | 'isCancelAsked' | 'status' | 'startedAt' | 'updatedAt'
> & {
  /** `interrupted`: nobody is at it any more. */
  status: ComparisonRow['status'] | 'interrupted'
  problems: string[]
  startedAt: string
  updatedAt: string
}

export type ComparedPersonView = Pick<ComparedPersonRow, 'kind' | 'name' | 'userId' | 'line'> & {
  id: string
  differences: Difference[]
}

/** Whoever is at it touches its row every second or so. */
const SILENT_MS = 30_000

export const isGoingOn = ({ status, updatedAt }: ComparisonRow, now: Date): boolean =>
  (status === 'reading' || status === 'comparing') && now.getTime() - updatedAt.getTime() < SILENT_MS

export const viewComparison = (row: ComparisonRow, now: Date): ComparisonView => {
  const { problems, isCancelAsked: _asked, startedAt, updatedAt, status, ...rest } = row
  const isSilent = (status === 'reading' || status === 'comparing') && !isGoingOn(row, now)
  return {
    ...rest,
    status: isSilent ? 'interrupted' : status,
    problems: JSON.parse(problems) as string[],
    startedAt: startedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}

/** The comparison of an IdP, as far as it has come. */
export async function findComparisonView(
  idpId: string,
  id: string,
  now = new Date(),
): Promise<ComparisonView | undefined> {
  const row = await findComparison(store().read, id)
  return row?.idpId === idpId ? viewComparison(row, now) : undefined
}

/** The last one that was begun, and the last that was done. */
export async function findLastComparisons(
  idpId: string,
): Promise<{ last: ComparisonRow | undefined; done: ComparisonRow | undefined }> {
  const rows = await listComparisons(store().report, idpId)
  return { last: rows[0], done: rows.find(({ status }) => status === 'done') }
}

/** The one that was begun last, however far it came. */
export const findLastComparison = async (idpId: string): Promise<{ id: string; fileName: string } | undefined> =>
  (await findLastComparisons(idpId)).last

export async function listComparedPeople(id: string, query: ListQuery): Promise<ListPage<ComparedPersonView>> {
  const page = await listComparedPeoplePage(store().report, id, query)
  return { ...page, rows: page.rows.map(viewPerson) }
}

const viewPerson = ({ number, kind, name, userId, line, differences }: ComparedPersonRow): ComparedPersonView => ({
  id: String(number),
  kind,
  name,
  userId,
  line,
  differences: JSON.parse(differences) as Difference[],
})

const BATCH = 1_000
const DAY_MS = 86_400_000

/** Forgets what was found. */
export async function forgetComparison(id: string): Promise<void> {
  while (await store().write((tx) => deleteSomeOfComparison(tx, id, BATCH), { keepsRemembered: true })) continue
}

/** Forgets what is a day old, and what is of IdPs that were deleted: it is full of names. */
export async function sweepComparisons(now: Date = new Date()): Promise<void> {
  for (const id of await listStaleComparisons(store().report, new Date(now.getTime() - DAY_MS))) {
    await forgetComparison(id)
  }
}
