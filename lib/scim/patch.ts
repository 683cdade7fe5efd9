import { invalidSyntax, invalidValue, invalidVers, ScimError, isScimError, show, tooMany } from './errors.ts'
import { clone, isJsonObject, type JsonObject, type JsonValue } from './json.ts'
import { Draft } from './patch-draft.ts'
import { isObviouslyPatch, isUnassigned, isVersion1Urn, readOperationName } from './quirks.ts'
import { checkGroup, checkUser, type GroupDocument, type UserDocument } from './resource.ts'

export { splitGroupPatch, type MemberStep } from './patch-members.ts'

export type PatchOperation = {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path: string | undefined
  /** Undefined when the operation has none. */
  readonly value: JsonValue | undefined
  /** 0-based place in Operations, for messages. */
  readonly index: number
}

export const PATCH_OP_URN = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export const MAX_OPERATIONS = 10_000

/** The operations of a PatchOp (RFC 7644 §3.5.2). @throws ScimError 400 invalidSyntax, invalidValue, tooMany */
export const parsePatch = (body: JsonValue): PatchOperation[] => {
  if (!isJsonObject(body))
    throw invalidSyntax(`The request body is not a PatchOp · ${show(body)} · an object is expected`)
  const operations = anyCase(body, 'operations')
  const schemas = anyCase(body, 'schemas')
  const isNamed = Array.isArray(schemas) && schemas.some((urn) => isPatchUrn(urn))
  if (Array.isArray(schemas) && schemas.some((urn) => typeof urn === 'string' && isVersion1Urn(urn))) {
    throw invalidVers(`SCIM 1.x is not supported · ${show(schemas)} · only SCIM 2.0 is, with "${PATCH_OP_URN}"`)
  }
  if (!isUnassigned(schemas) && !isNamed && !isObviouslyPatch(operations)) {
    throw invalidSyntax(`schemas does not name a PatchOp · ${show(schemas)} · accepted: ["${PATCH_OP_URN}"]`)
  }
  const list = isJsonObject(operations) ? [operations] : operations
  if (!Array.isArray(list)) {
    throw invalidSyntax(`The PATCH has no Operations · ${show(operations ?? null)} · a list of operations is expected`)
  }
  if (list.length === 0) throw invalidValue('Operations is empty · [] · at least one operation is expected')
  if (list.length > MAX_OPERATIONS) {
    throw tooMany(
      `The PATCH has too many operations · ${list.length} · at most ${MAX_OPERATIONS} are accepted in one request`,
    )
  }
  return list.map(readOperation)
}

const isPatchUrn = (urn: JsonValue): boolean =>
  typeof urn === 'string' && urn.toLowerCase() === PATCH_OP_URN.toLowerCase()

const readOperation = (item: JsonValue, index: number): PatchOperation => {
  if (!isJsonObject(item))
    throw invalidSyntax(`Operations[${index}] is not an object · ${show(item)} · {"op", "path", "value"}`)
  const written = anyCase(item, 'op')
  const op = readOperationName(written)
  if (op === undefined) {
    throw invalidSyntax(
      `Operations[${index}] has no valid op · ${show(written ?? null)} · accepted: add, replace, remove`,
    )
  }
  const path = anyCase(item, 'path')
  if (path !== undefined && path !== null && typeof path !== 'string') {
    throw invalidSyntax(`Operations[${index}] has a path that is not text · ${show(path)} · such as "displayName"`)
  }
  const value = anyCase(item, 'value')
  if (op !== 'remove' && value === undefined) {
    throw invalidValue(`Operations[${index}] has no value · op ${op} · a value is expected`)
  }
  return { op, path: path === null || path?.trim() === '' ? undefined : path, value, index }
}

const anyCase = (object: JsonObject, name: string): JsonValue | undefined => {
  for (const key of Object.keys(object)) if (key.toLowerCase() === name) return object[key]
  return undefined
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
  const draft = new Draft('User', clone(document), target.id)
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
  for (const operation of operations) {
    try {
      draft.apply(operation)
    } catch (error) {
      if (!isScimError(error) || operations.length === 1) throw error
      throw new ScimError(error.status, error.scimType, `Operations[${operation.index}]: ${error.detail}`)
    }
  }
}
