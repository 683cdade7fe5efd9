import { invalidSyntax, invalidValue, type ScimError, show, tooLarge } from './errors.ts'
import { isJsonObject, setOwn, type JsonObject, type JsonValue } from './json.ts'
import { isUnassigned } from './quirks.ts'

export const BULK_REQUEST_URN = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
export const BULK_RESPONSE_URN = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'

/** One operation (RFC 7644 §3.7). What is wrong with it alone is told in its own result: `fault`. */
export type BulkOperation = {
  readonly method: string
  readonly path: string
  readonly bulkId: string | undefined
  /** The ETag that the resource must have. */
  readonly version: string | undefined
  readonly data: JsonValue | undefined
  readonly fault: ScimError | undefined
}

export type BulkRequest = {
  /** How many errors end the request; undefined: none does. */
  readonly failOnErrors: number | undefined
  readonly operations: readonly BulkOperation[]
}

export type BulkLimits = { readonly maxOperations: number; readonly maxPayloadSize: number }

/** The limits as every refusal for size names them (RFC 7644 §3.7.4). */
export const showBulkLimits = ({ maxOperations, maxPayloadSize }: BulkLimits): string =>
  `at most ${maxOperations} operations (maxOperations) and ${maxPayloadSize} bytes (maxPayloadSize) are accepted in one request`

/** @throws ScimError 400 for what is no BulkRequest, 413 for too many operations */
export const readBulk = (body: JsonValue, limits: BulkLimits): BulkRequest => {
  if (!isJsonObject(body))
    throw invalidSyntax(`The request body is not a BulkRequest · ${show(body)} · a JSON object is expected`)
  const members = anyCase(body)
  const list = members.get('operations')
  checkSchemas(members.get('schemas'))
  if (!Array.isArray(list)) {
    throw invalidSyntax(`The request has no Operations · ${show(list ?? null)} · a list of operations is expected`)
  }
  if (list.length > limits.maxOperations) {
    throw tooLarge(`The bulk request has ${list.length} operations · ${showBulkLimits(limits)}`)
  }
  const operations = list.map(readOperation)
  const seen = new Set<string>()
  for (const { bulkId } of operations) {
    if (bulkId === undefined) continue
    if (seen.has(bulkId))
      throw invalidValue(`Two operations have the same bulkId · ${show(bulkId)} · each needs its own`)
    seen.add(bulkId)
  }
  return { failOnErrors: readFailOnErrors(members.get('failonerrors')), operations }
}

const anyCase = (object: JsonObject): ReadonlyMap<string, JsonValue> =>
  new Map(Object.entries(object).map(([key, value]) => [key.toLowerCase(), value]))

const checkSchemas = (schemas: JsonValue | undefined): void => {
  if (isUnassigned(schemas)) return
  const urns = Array.isArray(schemas) ? schemas : [schemas]
  if (urns.some((urn) => typeof urn === 'string' && urn.toLowerCase() === BULK_REQUEST_URN.toLowerCase())) return
  throw invalidSyntax(`schemas does not name a BulkRequest · ${show(schemas)} · accepted: ["${BULK_REQUEST_URN}"]`)
}

const readFailOnErrors = (value: JsonValue | undefined): number | undefined => {
  if (value === undefined || value === null) return undefined
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number) && number > 0) return number
  throw invalidValue(`failOnErrors is no number of errors · ${show(value)} · a whole number from 1 is accepted`)
}

const METHODS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

const readOperation = (item: JsonValue, index: number): BulkOperation => {
  const where = `Operations[${index}]`
  const members = isJsonObject(item) ? anyCase(item) : new Map<string, JsonValue>()
  const text = (name: string) => {
    const value = members.get(name)
    return typeof value === 'string' ? value : undefined
  }
  const method = text('method')?.toUpperCase() ?? ''
  const path = text('path') ?? ''
  const bulkId = text('bulkid')
  const data = members.get('data')
  const refuse = (detail: string) => invalidSyntax(`${where} ${detail}`)
  const fault = !isJsonObject(item)
    ? refuse(`is not an object · ${show(item)} · {"method", "path", "data"}`)
    : !METHODS.has(method)
      ? refuse(`has no valid method · ${show(members.get('method') ?? null)} · accepted: POST, PUT, PATCH, DELETE`)
      : path === ''
        ? refuse(`has no path · ${show(members.get('path') ?? null)} · such as "/Users"`)
        : method === 'POST' && (bulkId === undefined || bulkId === '')
          ? refuse('has no bulkId · a POST needs one, unique in the request, so that its answer can be told apart')
          : method !== 'DELETE' && isUnassigned(data)
            ? refuse(`has no data · ${method} · the resource or the PatchOp is expected`)
            : undefined
  return { method, path, bulkId, version: text('version'), data, fault }
}

const REFERENCE = /^bulkId:(.+)$/s
/** In a PATCH path: `members[value eq "bulkId:qwerty"]`. */
const QUOTED = /"bulkId:([^"\\]+)"/g
/** In an operation's path: `/Users/bulkId:qwerty`. */
const IN_PATH = /(?<=\/)bulkId(?::|%3a)([^/?]+)/i

/** The bulkIds that an operation refers to (RFC 7644 §3.7.2), in its path and data. */
export const referencesIn = (operation: BulkOperation): Set<string> => {
  const found = new Set<string>()
  rewrite(operation, (bulkId) => void found.add(bulkId))
  return found
}

/** The operation with every reference that `idOf` knows replaced by its id. */
export const withIds = (operation: BulkOperation, idOf: (bulkId: string) => string | undefined): BulkOperation =>
  rewrite(operation, idOf)

const rewrite = (operation: BulkOperation, idOf: (bulkId: string) => string | void): BulkOperation => ({
  ...operation,
  path: operation.path.replace(IN_PATH, (whole, bulkId: string) => idOf(decoded(bulkId)) ?? whole),
  data: operation.data === undefined ? undefined : rewriteValue(operation.data, idOf),
})

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const rewriteValue = (value: JsonValue, idOf: (bulkId: string) => string | void): JsonValue => {
  if (typeof value === 'string') {
    if (!value.includes('bulkId:')) return value
    const whole = REFERENCE.exec(value)?.[1]
    if (whole !== undefined) return idOf(whole) ?? value
    return value.replace(QUOTED, (text, bulkId: string) => {
      const id = idOf(bulkId)
      return id === undefined ? text : JSON.stringify(id)
    })
  }
  if (Array.isArray(value)) return value.map((item) => rewriteValue(item, idOf))
  if (!isJsonObject(value)) return value
  const result: JsonObject = {}
  for (const key of Object.keys(value)) setOwn(result, key, rewriteValue(value[key] as JsonValue, idOf))
  return result
}

/**
 * The order in which to carry operations out: as they were sent, but what an operation refers to before it. `circular`
 * are those that wait for each other; they come in no order that would do.
 */
export const orderBulk = (operations: readonly BulkOperation[]): { order: number[]; circular: Set<number> } => {
  const makers = new Map<string, number>()
  for (const [index, { method, bulkId }] of operations.entries()) {
    if (method === 'POST' && bulkId !== undefined) makers.set(bulkId, index)
  }
  const needs = operations.map((operation) =>
    [...referencesIn(operation)].flatMap((bulkId) => makers.get(bulkId) ?? []),
  )
  const order: number[] = []
  const circular = new Set<number>()
  const done = new Set<number>()
  const path: number[] = []
  const visit = (index: number): void => {
    const start = path.indexOf(index)
    if (start >= 0) for (const one of path.slice(start)) circular.add(one)
    if (start >= 0 || done.has(index)) return
    path.push(index)
    for (const need of needs[index] ?? []) visit(need)
    path.pop()
    done.add(index)
    order.push(index)
  }
  for (const index of operations.keys()) visit(index)
  return { order, circular }
}
