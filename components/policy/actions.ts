import type { Answer } from '#components/idp/actions.ts'
import type { ApplicationEntry, SegmentGroupEntry } from '#lib/services/policy/index.ts'

type Edits<Entry> = {
  create: (input: Entry) => Answer<{ id: string }>
  change: (input: { id: string; version: number; entry: Entry; opened: Entry }) => Answer<unknown>
  remove: (input: { id: string }) => Answer<unknown>
}

/** What whoever may configure can do with application segments; the server refuses everybody else. */
export type ApplicationActions = Edits<ApplicationEntry>
export type SegmentGroupActions = Edits<SegmentGroupEntry>
