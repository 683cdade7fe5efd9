import { isConflict } from '#db/dialect.ts'
import { store } from '#db/index.ts'
import { listOpenLines, lockImport, markApplied, updateImport, type ImportLineRow } from '#db/queries/imports.ts'
import type { Writer } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '../../actor.ts'
import { appendAudit } from '../../audit.ts'
import { insertNamedDepartment, updateNamedDepartment } from '../departments.ts'
import type { UserEntry } from '../entries.ts'
import { insertNamedGroup, updateNamedGroup } from '../groups.ts'
import { endTurn, insertPerson, newTurn, updatePerson, type Turn } from '../save-user.ts'
import type { ImportKind, LineEntry } from './format.ts'
import { planAsSeen, planLine, readKnown, type Finding, type Known, type NamedTarget, type Plan } from './plan.ts'
import type { Person } from '#db/queries/directory-people.ts'

/** Lines a turn of the write lane applies: some milliseconds, so that provisioning gets its turns in between. */
const AT_ONCE = 50

// Shared by the copies of this module in one process: one import is applied once.
const slot = Symbol.for('rollcall.imports')
const shared = globalThis as unknown as Record<symbol, Map<string, Promise<void>> | undefined>
const running = (): Map<string, Promise<void>> => (shared[slot] ??= new Map())

/** Whether this process is applying the import now. */
export const isApplying = (id: string): boolean => running().has(id)

/**
 * Applies an import that was read, or goes on with one that was interrupted; returns as soon as that has begun. Every line
 * is compared anew in the turn that applies it, so that doing it twice changes nothing twice, and what has changed since
 * the dry run is a conflict instead of a surprise.
 */
export async function applyImport(id: string, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    const row = await lockImport(tx, id)
    if (!row) throw new AppError('not-found', 'This import is no longer here. Upload the file again.')
    if (row.status !== 'ready' && row.status !== 'applying') {
      throw new AppError(
        'conflict',
        row.status === 'applied' ? 'This import is applied already.' : 'This file was not read to its end.',
      )
    }
    await updateImport(tx, id, { status: 'applying', updatedAt: new Date() })
  })
  if (isApplying(id)) return
  const job = run(id, actor)
    .catch((error: unknown) => console.error(`Import ${id} was interrupted; it can be continued.`, error))
    .finally(() => running().delete(id))
  running().set(id, job)
}

/** Resolves once nothing of this import is being applied in this process. */
export const applied = async (id: string): Promise<void> => running().get(id)

async function run(id: string, actor: Actor): Promise<void> {
  for (let line = 0; ;) {
    const begun = performance.now()
    const last = await againOnConflict(() => store().write((tx) => applySome(tx, id, line, actor)))
    if (last === undefined) return
    line = last
    // As long off the lane as on it.
    await pause(Math.min(200, performance.now() - begun))
  }
}

/** A User ID that somebody else took at this very moment undoes the turn; the next one sees it. */
async function againOnConflict<T>(work: () => Promise<T>, attempts = 3): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isConflict(error) || attempts === 0) throw error
    return againOnConflict(work, attempts - 1)
  }
}

/** The next lines. Answers the last of them; undefined when all is done. */
async function applySome(tx: Writer, id: string, after: number, actor: Actor): Promise<number | undefined> {
  const row = await lockImport(tx, id)
  if (row?.status !== 'applying') return undefined
  const at = new Date()
  const lines = await listOpenLines(tx, id, after, AT_ONCE)
  const last = lines.at(-1)?.line
  if (last === undefined) {
    await updateImport(tx, id, { status: 'applied', updatedAt: at })
    const target = { type: 'import', id, name: row.fileName }
    const after = { kind: row.kind, lines: row.lines, applied: row.applied }
    await appendAudit(tx, actor, { action: 'import.apply', target, after })
    return undefined
  }
  const entries = lines.map((line) => JSON.parse(line.entry) as LineEntry)
  const known = await readKnown(tx, row.kind, entries)
  const turn = newTurn(tx, actor, at)
  for (const [index, line] of lines.entries()) await applyLine(turn, row.kind, line, entries[index] ?? {}, known)
  await endTurn(turn)
  await updateImport(tx, id, { applied: row.applied + lines.length, updatedAt: at })
  return last
}

async function applyLine(
  turn: Turn,
  kind: ImportKind,
  line: ImportLineRow,
  entry: LineEntry,
  known: Known,
): Promise<void> {
  const seen = JSON.parse(line.findings) as Finding[]
  const plan = planAsSeen(planLine(kind, entry, known), { outcome: line.outcome, findings: seen })
  await save(turn, kind, plan)
  await markApplied(turn.tx, line.importId, line.line, {
    outcome: plan.outcome,
    // What was made meanwhile by this very import is not told again.
    findings: plan.outcome === line.outcome ? line.findings : JSON.stringify(plan.findings),
  })
}

async function save(turn: Turn, kind: ImportKind, plan: Plan): Promise<void> {
  const { tx, actor, at } = turn
  if (plan.outcome !== 'create' && plan.outcome !== 'update') return
  if (kind === 'users') {
    const entry = plan.entry as UserEntry
    if (plan.outcome === 'create') await insertPerson(turn, entry, { makesGroups: true })
    else await updatePerson(turn, plan.target as Person, entry, { makesGroups: true })
    return
  }
  const { entry } = plan
  const id = plan.outcome === 'update' ? (plan.target as NamedTarget).id : undefined
  if (kind === 'groups') {
    if (id === undefined) await insertNamedGroup(tx, entry, actor, at)
    else await updateNamedGroup(tx, id, entry, undefined, actor, at)
  } else if (id === undefined) await insertNamedDepartment(tx, entry, actor, at)
  else await updateNamedDepartment(tx, id, entry, undefined, actor, at)
}
