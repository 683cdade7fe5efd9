import { invalidSyntax, invalidValue, invalidVers, isScimError, ScimError, show, tooMany } from './errors.ts'
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts'
import { isObviouslyPatch, isUnassigned, isVersion1Urn, readOperationName } from './quirks.ts'

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
  if (!isNamed && Array.isArray(schemas) && schemas.some((urn) => typeof urn === 'string' && isVersion1Urn(urn))) {
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

/** Runs what one of several operations asks for; a refusal says which of them it was. */
export const atOperation = <T>(operation: PatchOperation, operations: number, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    if (!isScimError(error) || operations === 1) throw error
    throw new ScimError(error.status, error.scimType, `Operations[${operation.index}]: ${error.detail}`)
  }
}
