import type { ApplicationRow, SegmentGroupRow } from '#db/queries/policy-applications.ts'
import { listRulesNaming } from '#db/queries/policy-rules.ts'
import type { Reader } from '#db/store.ts'
import type { ReferenceKind } from '#lib/policy/references.ts'
import type { Policy } from '#lib/policy/rule.ts'
import { applicationEntryOf, segmentGroupEntryOf } from './applications.ts'
import type { ApplicationEntry, SegmentGroupEntry } from './segment-entry.ts'

/** An application segment as pages show it. Times are ISO 8601. */
export type ApplicationView = {
  readonly id: string
  readonly version: number
  readonly entry: ApplicationEntry
  /** The name of its segment group. */
  readonly group: string | undefined
  readonly createdAt: string
  readonly updatedAt: string
}

export type SegmentGroupView = {
  readonly id: string
  readonly version: number
  readonly entry: SegmentGroupEntry
  /** The segments in it, by name. */
  readonly applications: readonly { readonly id: string; readonly name: string }[]
  readonly createdAt: string
  readonly updatedAt: string
}

/** A rule that names something, and where it stands. */
export type NamingRule = { readonly id: string; readonly policy: Policy; readonly order: number; readonly name: string }

export const applicationView = (row: ApplicationRow, groups: readonly SegmentGroupRow[]): ApplicationView => ({
  id: row.id,
  version: row.version,
  entry: applicationEntryOf(row),
  group: groups.find(({ id }) => id === row.segmentGroupId)?.name,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

export const segmentGroupView = (row: SegmentGroupRow, applications: readonly ApplicationRow[]): SegmentGroupView => ({
  id: row.id,
  version: row.version,
  entry: segmentGroupEntryOf(row),
  applications: applications.filter((each) => each.segmentGroupId === row.id).map(({ id, name }) => ({ id, name })),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

/** The rules that name a thing, by policy and order. */
export async function findNamingRules(q: Reader, kind: ReferenceKind, id: string): Promise<NamingRule[]> {
  const rows = await listRulesNaming(q, { kind, targetId: id })
  return rows.map(({ position, ...rule }) => ({ ...rule, order: position }))
}
