import type { Answer } from '#components/idp/actions.ts'
import type { LocationEntry } from '#lib/services/places/entry.ts'
import type { TriedChoice } from '#lib/services/places/try-choice.ts'

/** What whoever may configure can do with locations; the server refuses everybody else. */
export type LocationActions = {
  create: (input: LocationEntry & { parentId: string | null }) => Answer<{ id: string }>
  change: (input: { id: string; version: number; entry: LocationEntry; opened: LocationEntry }) => Answer<unknown>
  remove: (input: { id: string }) => Answer<{ sublocations: number }>
}

/** Asks which IdP signs somebody in. */
export type TryChoice = (input: { address: string; loginName: string }) => Answer<TriedChoice>
