import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import {
  deleteImpactRuns,
  findImpactRun,
  insertImpactChanges,
  insertImpactRun,
  listOldImpactRuns,
  lockRunningImpacts,
  updateRunningImpact,
  type ImpactChangeRow,
  type ImpactRunRow,
} from '#db/queries/impact-runs.ts'
import { lockOrganisation } from '#db/queries/organisations.ts'
import type { Actor } from '../actor.ts'
import { givingWay } from '../give-way.ts'
import { loadComparedSets, type ComparedSets } from './sets.ts'
import { newTally, type Tally } from './tally.ts'
import { compareIdps, walkImpact } from './walk.ts'

/** While provisioning is busy, a run takes a quarter of this process. */
const SHARE = 3
/** How often its row is touched, so that everybody sees that it goes on. */
const TOUCH_MS = 1_000
/** One that has not touched its row for so long does not go on any more. */
export const SILENT_MS = 20_000

// Shared by the copies of this module in one process.
const slot = Symbol.for('rollcall.impact')
const shared = globalThis as unknown as Record<symbol, Map<string, Promise<void>> | undefined>
const running = (): Map<string, Promise<void>> => (shared[slot] ??= new Map())

/** Whether a run goes on, in this process or in another. */
export const isGoingOn = ({ id, status, updatedAt }: ImpactRunRow, now: Date): boolean =>
  status === 'running' && (running().has(id) || now.getTime() - updatedAt.getTime() < SILENT_MS)

/**
 * Begins to work out what the draft changes for people, outside the write lane, and answers at once. Where somebody has
 * begun for the same draft, it is that run; one for what the draft was before is cancelled.
 * @throws AppError `conflict` when nothing is drafted.
 */
export async function startImpact(actor: Actor): Promise<string> {
  const sets = await loadComparedSets(store().report)
  const now = new Date()
  const row: ImpactRunRow = {
    id: newId(now),
    basis: sets.basis,
    status: 'running',
    isCancelAsked: false,
    actorId: actor.id,
    actorName: actor.name,
    users: 0,
    usersDone: 0,
    losing: 0,
    gaining: 0,
    cut: 0,
    startedAt: now,
    updatedAt: now,
  }
  const joined = await store().write(async (tx) => {
    // Two who begin at once take turns.
    await lockOrganisation(tx)
    const others = await lockRunningImpacts(tx)
    const same = others.find((each) => each.basis === sets.basis && !each.isCancelAsked && isGoingOn(each, now))
    if (same) return same.id
    for (const { id } of others) await updateRunningImpact(tx, id, { isCancelAsked: true })
    await insertImpactRun(tx, row)
    return undefined
  })
  if (joined !== undefined) return joined
  const job = work(row.id, now, sets)
    .catch(async (error: unknown) => {
      console.error(`The impact of the draft could not be worked out (${row.id}).`, error)
      await finish(row.id, { status: 'failed' })
    })
    .catch((error: unknown) => console.error('Neither could that be told.', error))
    .finally(() => running().delete(row.id))
  running().set(row.id, job)
  return row.id
}

/** Asks whoever works on it to stop. One that has ended stays as it is. */
export async function cancelImpact(id: string): Promise<void> {
  await store().write(async (tx) => {
    await updateRunningImpact(tx, id, { isCancelAsked: true })
  }, quiet)
}

/** Resolves once this process does not work on the run any more; for tests. */
export const impactEnded = async (id: string): Promise<void> => running().get(id)

const quiet = { keepsRemembered: true }

async function work(id: string, startedAt: Date, { before, after }: ComparedSets): Promise<void> {
  const q = store().report
  const giveWay = givingWay(SHARE)
  const idps = await compareIdps(q, before, after, giveWay)
  const tally = newTally()
  let usersDone = 0
  let touchedAt = -Infinity
  const touch = async () => {
    touchedAt = performance.now()
    const change = { users: Math.max(idps.users, usersDone), usersDone, updatedAt: new Date() }
    await store().write((tx) => updateRunningImpact(tx, id, change), quiet)
  }
  await touch()
  for await (const page of walkImpact(q, idps, giveWay)) {
    tally.add(page)
    usersDone += page.people.length
    const row = await findImpactRun(store().read, id)
    if (row?.status !== 'running') return
    if (row.isCancelAsked) return finish(id, { status: 'cancelled', usersDone })
    if (performance.now() - touchedAt > TOUCH_MS) await touch()
  }
  await keep(id, tally.read(), usersDone)
  // A newer one may go on already.
  await forgetImpacts(startedAt, id)
}

const finish = async (id: string, change: Partial<ImpactRunRow>): Promise<void> => {
  await store().write((tx) => updateRunningImpact(tx, id, { ...change, updatedAt: new Date() }), quiet)
}

/** Rows a turn writes: each holds some people's names. */
const ROWS_AT_ONCE = 100

async function keep(id: string, { applications, losing, gaining, cut }: Tally, usersDone: number): Promise<void> {
  const rows = [...applications].flatMap(([applicationId, { name, changes }]) =>
    [...changes].map(([change, { users, people }]): ImpactChangeRow => ({
      runId: id,
      applicationId,
      change,
      applicationName: name,
      users,
      people: JSON.stringify(people),
    })),
  )
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await store().write((tx) => insertImpactChanges(tx, rows.slice(from, from + ROWS_AT_ONCE)), quiet)
  }
  // What it found is read only once it is done, so nobody sees half of it.
  await finish(id, { status: 'done', users: usersDone, usersDone, losing, gaining, cut })
}

const DAY_MS = 86_400_000

/** Forgets what was found a day ago: it is full of names. */
export const sweepImpacts = (now: Date = new Date()) => forgetImpacts(new Date(now.getTime() - DAY_MS))

/** Forgets what runs found that began before. */
export async function forgetImpacts(before: Date, except = ''): Promise<void> {
  for (const id of await listOldImpactRuns(store().report, before, except)) {
    await store().write((tx) => deleteImpactRuns(tx, [id]), quiet)
  }
}
