import type { JsonValue } from './json.ts'
import type { ResolvedFilter } from './resolve.ts'
import type { GroupDocument, MemberRef, UserDocument } from './resource.ts'

export type PatchOperation = {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path: string | undefined
  /** Undefined when the operation has none. */
  readonly value: JsonValue | undefined
  /** 0-based place in Operations, for messages. */
  readonly index: number
}

/** @throws ScimError 400 invalidSyntax, invalidValue, tooMany */
export const parsePatch = (body: JsonValue): PatchOperation[] => {
  throw new Error(`not yet: ${typeof body}`)
}

/** What the resource is beside its document: lets a client name its own id by path without a mutability error. */
export type PatchTarget = { readonly id?: string }

/**
 * All operations or none; the input is never changed. An unchanged result has the same content, not the same identity.
 *
 * @throws ScimError 400 of any §3.5.2 kind
 */
export const applyUserPatch = (
  document: UserDocument,
  operations: readonly PatchOperation[],
  target: PatchTarget = {},
): UserDocument => {
  throw new Error(`not yet: ${typeof document} ${operations.length} ${target.id ?? ''}`)
}

/** The same for a group's document; operations on members go through `splitGroupPatch` first. */
export const applyGroupPatch = (
  document: GroupDocument,
  operations: readonly PatchOperation[],
  target: PatchTarget = {},
): GroupDocument => {
  throw new Error(`not yet: ${typeof document} ${operations.length} ${target.id ?? ''}`)
}

/** Membership changes in the order they were asked for. Lists hold each id once. */
export type MemberStep =
  | { readonly kind: 'add'; readonly members: readonly MemberRef[] }
  | { readonly kind: 'remove'; readonly ids: readonly string[] }
  /** Conditions on `members.…` of one member. */
  | { readonly kind: 'remove-where'; readonly filter: ResolvedFilter }
  | { readonly kind: 'clear' }
  | { readonly kind: 'replace'; readonly members: readonly MemberRef[] }

/** Separates what touches members from the rest, so that memberships can stay rows. @throws ScimError 400 */
export const splitGroupPatch = (
  operations: readonly PatchOperation[],
): { document: PatchOperation[]; members: MemberStep[] } => {
  throw new Error(`not yet: ${operations.length}`)
}
