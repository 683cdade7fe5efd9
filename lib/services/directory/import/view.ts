import { store } from '#db/index.ts'
import {
  countOutcomes,
  deleteSomeOfImport,
  findImport,
  listImportLinePage,
  listStaleImports,
  lockImport,
  type ImportLineRow,
  type ImportRow,
  type Outcome,
} from '#db/queries/imports.ts'
import type { ListPage, ListQuery } from '#db/queries/list.ts'
import type { Actor } from '../../actor.ts'
import { appendAudit } from '../../audit.ts'
import { isApplying } from './apply.ts'
import type { ImportKind } from './format.ts'
import type { Finding } from './plan.ts'

/** An import as its page shows it. */
export type ImportView = {
  id: string
  kind: ImportKind
  fileName: string
  /** `interrupted`: it was being applied and nobody is at it any more. */
  status: ImportRow['status'] | 'interrupted'
  problem: string | null
  lines: number
  counts: Record<Outcome, number>
  /** Of those to create or update, how many are done. */
  applied: number
  actorName: string
  createdAt: string
}

export type ImportLineView = {
  /** The line, as text. */
  id: string
  line: number
  name: string
  outcome: Outcome
  findings: Finding[]
  isApplied: boolean
}

/** Another process may be applying an import; one that is at it writes every second or so. */
const SILENT_MS = 20_000

export async function findImportView(id: string, now: Date = new Date()): Promise<ImportView | undefined> {
  const q = store().report
  const row = await findImport(q, id)
  if (!row) return undefined
  const isSilent = now.getTime() - row.updatedAt.getTime() > SILENT_MS
  return {
    id,
    kind: row.kind,
    fileName: row.fileName,
    status: row.status === 'applying' && !isApplying(id) && isSilent ? 'interrupted' : row.status,
    problem: row.problem,
    lines: row.lines,
    counts: await countOutcomes(q, id),
    applied: row.applied,
    actorName: row.actorName,
    createdAt: row.createdAt.toISOString(),
  }
}

export async function listImportLines(
  view: Pick<ImportView, 'id' | 'lines'>,
  query: ListQuery,
): Promise<ListPage<ImportLineView>> {
  const page = await listImportLinePage(store().report, view.id, view.lines, query)
  return { ...page, rows: page.rows.map(lineView) }
}

const lineView = (row: ImportLineRow): ImportLineView => ({
  id: String(row.line),
  line: row.line,
  name: row.name,
  outcome: row.outcome,
  findings: JSON.parse(row.findings) as Finding[],
  isApplied: row.isApplied,
})

const DAY_MS = 86_400_000
const BATCH = 1_000

/** Forgets an import and its lines, with an audit row; what it applied stays. One that is gone already leaves none. */
export async function discardImport(id: string, actor: Actor): Promise<void> {
  const isMore = await store().write(async (tx) => {
    const row = await lockImport(tx, id)
    if (!row) return false
    const target = { type: 'import', id, name: row.fileName }
    const before = { kind: row.kind, status: row.status, lines: row.lines, applied: row.applied }
    await appendAudit(tx, actor, { action: 'import.discard', target, before })
    return deleteSomeOfImport(tx, id, BATCH)
  })
  if (isMore) await forget(id)
}

async function forget(id: string): Promise<void> {
  while (await store().write((tx) => deleteSomeOfImport(tx, id, BATCH))) continue
}

/** Forgets the imports that nobody has touched for a day: they are full of personal data. */
export async function sweepImports(now: Date = new Date()): Promise<void> {
  for (const id of await listStaleImports(store().report, new Date(now.getTime() - DAY_MS))) await forget(id)
}
