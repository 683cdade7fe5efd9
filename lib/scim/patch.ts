import { respell } from './canonical.ts'
import { standardCatalog, type Catalog } from './catalog.ts'
import { clone } from './json.ts'
import { Draft } from './patch-draft.ts'
import { atOperation, type PatchOperation } from './patch-operation.ts'
import { checkGroup, checkUser, type GroupDocument, type UserDocument } from './resource.ts'

export { MAX_OPERATIONS, parsePatch, PATCH_OP_URN, type PatchOperation } from './patch-operation.ts'
export { splitGroupPatch, type MemberStep } from './patch-members.ts'

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
  catalog: Catalog = standardCatalog,
): UserDocument => {
  const own = clone(document)
  const draft = new Draft('User', catalog === standardCatalog ? own : respell('User', own, catalog), target.id, catalog)
  applyAll(draft, operations)
  const result = draft.finish()
  checkUser(result)
  return result
}

/** The same for a group's document; operations on members go through `splitGroupPatch` first. */
export const applyGroupPatch = (
  document: GroupDocument,
  operations: readonly PatchOperation[],
  target: PatchTarget = {},
): GroupDocument => {
  const draft = new Draft('Group', clone(document), target.id)
  applyAll(draft, operations)
  const result = draft.finish()
  checkGroup(result)
  return result
}

const applyAll = (draft: Draft, operations: readonly PatchOperation[]): void => {
  for (const operation of operations) atOperation(operation, operations.length, () => draft.apply(operation))
}
