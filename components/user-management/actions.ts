import type { Answer } from '#components/idp/actions.ts'
import type { Selection } from '#components/table/use-selection.ts'
import type { BulkResult, NamedEntry, UserEntry, UserPlace } from '#lib/services/directory/index.ts'

/** What a selection comes down to: users that can be changed by hand, and those that SCIM owns. */
export type SelectionCount = { editable: number; refused: number }

/** The server actions of Users; pages hand them in. */
export type UserActions = {
  listChoices(): Answer<{ groups: string[]; departments: string[] }>
  createUser(input: UserEntry): Answer<UserPlace>
  changeUser(input: { place: UserPlace; version: number; entry: UserEntry; opened: UserEntry }): Answer<unknown>
  setUsersActive(input: { places: UserPlace[]; active: boolean }): Answer<BulkResult>
  setSelectedActive(input: { selection: Selection; active: boolean }): Answer<BulkResult>
  countSelected(input: { selection: Selection }): Answer<SelectionCount>
  deleteUser(input: { place: UserPlace }): Answer<BulkResult>
  deleteSelected(input: { selection: Selection; typed: string }): Answer<BulkResult>
}

/** The server actions of Groups, and of Departments. */
export type NamedActions = {
  create(input: NamedEntry): Answer<{ id: string }>
  change(input: { id: string; version: number; entry: NamedEntry; opened: NamedEntry }): Answer<unknown>
  remove(input: { id: string }): Answer<unknown>
}

/** What has to be typed before users are deleted: it names how many. */
export const deletionPhrase = (count: number): string =>
  `delete ${count.toLocaleString('en')} user${count === 1 ? '' : 's'}`
