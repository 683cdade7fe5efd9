import { store } from '#db/index.ts'
import {
  deleteSearchEntries,
  findSearchSlot,
  insertSearchSlot,
  listChangedRows,
  listStaleEntries,
  writeSearchEntries,
  type SearchKind,
  type SearchSlot,
} from '#db/queries/search-entries.ts'
import { listFedIdps } from '#db/queries/search-slots.ts'
import { givingWay } from '../give-way.ts'

/** Rows read at once, on a report thread, and rows written in one turn of the write lane: a few milliseconds. */
const READ = 500
const WRITTEN = 50
/** Entries whose rows are looked for, each round, in case they were deleted. */
const CHECKED = 500
/**
 * A row is read a second time when it is this old: no transaction is open that long (30 s is the limit on PostgreSQL), so
 * that none can commit behind the mark any more.
 */
const SURE_AFTER_MS = 60_000
/**
 * While provisioning is busy, feeding takes a fiftieth of the write lane and of this process: some 200 rows a second, more
 * than identity providers send. A flood is caught up with once it is over.
 */
const SHARE = 49

/** How far the entries of each slot have been compared with the rows: of this process alone, since nobody depends on it. */
const checked = new Map<string, string>()

/** Brings every IdP's search index up to date, and stops when `isStopping` says so. Answers whether anything was fed. */
export async function feedSearch(isStopping: () => boolean = () => false): Promise<void> {
  for (const idpId of await listFedIdps(store().report)) {
    for (const kind of ['User', 'Group'] as const) {
      const slot = await slotOf(idpId, kind)
      if (!slot) continue
      await feedMark(slot, 'seen', new Date(), isStopping)
      await feedMark(slot, 'sure', new Date(Date.now() - SURE_AFTER_MS), isStopping)
      await checkSome(slot)
      if (isStopping()) return
    }
  }
}

async function slotOf(idpId: string, kind: SearchKind): Promise<SearchSlot | undefined> {
  const found = await findSearchSlot(store().report, idpId, kind)
  if (found) return found
  await store().write((tx) => insertSearchSlot(tx, idpId, kind))
  return findSearchSlot(store().report, idpId, kind)
}

async function feedMark(
  { idpId, kind }: SearchSlot,
  mark: 'seen' | 'sure',
  until: Date,
  isStopping: () => boolean,
): Promise<void> {
  while (!isStopping()) {
    let slot = await findSearchSlot(store().report, idpId, kind)
    if (!slot) return
    const after = mark === 'seen' ? { at: slot.seenAt, id: slot.seenId } : { at: slot.sureAt, id: slot.sureId }
    const rows = await listChangedRows(store().report, slot, after, until, READ)
    const giveWay = givingWay(SHARE)
    for (const some of turnsOf(rows)) {
      const from: SearchSlot = slot
      if (!(await store().write((tx) => writeSearchEntries(tx, from, mark, some)))) return
      const last = some.at(-1)
      if (last)
        slot = {
          ...slot,
          ...(mark === 'seen' ? { seenAt: last.at, seenId: last.id } : { sureAt: last.at, sureId: last.id }),
        }
      await giveWay()
      if (isStopping()) return
    }
    if (rows.length < READ) return
  }
}

/** Rows in the portions of one turn each: those without any change cost none, and go along with others. */
function* turnsOf<Row extends { text: string; entry: { text: string } | undefined }>(rows: Row[]): Generator<Row[]> {
  let some: Row[] = []
  let changes = 0
  for (const row of rows) {
    some.push(row)
    if (row.entry?.text !== row.text) changes++
    if (changes < WRITTEN) continue
    yield some
    some = []
    changes = 0
  }
  if (some.length > 0) yield some
}

/** Looks whether some more entries still have their rows; those of deleted rows go. They are never found meanwhile. */
async function checkSome(slot: SearchSlot): Promise<void> {
  const key = `${slot.idpId} ${slot.kind}`
  const { ids, next } = await listStaleEntries(store().report, slot, checked.get(key) ?? '', CHECKED)
  checked.set(key, next ?? '')
  for (let start = 0; start < ids.length; start += WRITTEN) {
    await store().write((tx) => deleteSearchEntries(tx, slot, ids.slice(start, start + WRITTEN)))
  }
}
