import type { JsonObject, JsonValue } from './json.ts'

export { isJsonObject } from './json.ts'

/** What is stored of a user: canonical, with `schemas`, without id, meta, groups and password. */
export type UserDocument = JsonObject
/** What is stored of a group: canonical, with `schemas`, without id, meta and members. */
export type GroupDocument = JsonObject
export type MemberRef = { readonly value: string; readonly type?: 'User' | 'Group' }

/** @throws ScimError 400 */
export const readUser = (body: JsonValue): UserDocument => {
  throw new Error(`not yet: ${typeof body}`)
}

/** `members` is undefined when the client did not send any list. @throws ScimError 400 */
export const readGroup = (body: JsonValue): { document: GroupDocument; members: MemberRef[] | undefined } => {
  throw new Error(`not yet: ${typeof body}`)
}

/** What the store keeps in columns; null when absent or not text. */
export type UserColumns = {
  userName: string
  externalId: string | null
  /** True unless the document says false. */
  active: boolean
  displayName: string | null
  givenName: string | null
  familyName: string | null
  formattedName: string | null
  nickName: string | null
  title: string | null
  userType: string | null
  costCenter: string | null
  department: string | null
  division: string | null
  organization: string | null
  emails: { value: string; type: string | null; primary: boolean }[]
}

export const userColumns = (document: UserDocument): UserColumns => {
  throw new Error(`not yet: ${typeof document}`)
}
