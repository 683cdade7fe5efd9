import {
  BULK_RESPONSE_URN,
  type BulkOperation,
  orderBulk,
  readBulk,
  referencesIn,
  showBulkLimits,
  withIds,
} from '#lib/scim/bulk.ts'
import { invalidValue, isScimError, methodNotAllowed, notFound, ScimError, show, tooLarge } from '#lib/scim/errors.ts'
import type { JsonObject, JsonValue } from '#lib/scim/json.ts'
import { parseProjection } from '#lib/scim/projection.ts'
import { matchRoute, type Route } from '#lib/scim/router.ts'
import type { AdmittedCall } from './call.ts'
import { BULK } from './limits.ts'
import { respond, type ScimResponse } from './message.ts'
import { refuse } from './refuse.ts'
import { answerResource, maxBytesOf, type ResourceRoute } from './resources.ts'

/**
 * POST /Bulk (RFC 7644 §3.7). Each operation is a request of its own: its own transaction, log row and answer; one that
 * fails undoes nothing of the others. The request itself is logged only when it is refused as a whole.
 */
export async function answerBulk(call: AdmittedCall, readBody: () => Promise<JsonValue>): Promise<ScimResponse> {
  const { failOnErrors, operations } = readBulk(await withLimits(readBody), BULK)
  const { order, circular } = orderBulk(operations)
  const results = new Map<number, JsonObject>()
  const ids = new Map<string, string>()
  const makers = new Set(operations.flatMap(({ method, bulkId }) => (method === 'POST' && bulkId ? [bulkId] : [])))
  let errors = 0
  for (const index of order) {
    if (failOnErrors !== undefined && errors >= failOnErrors) break
    const operation = operations[index] as BulkOperation
    const counted = errors === 0 ? 'limited' : 'part'
    const { result, id } = await carryOut(call, operation, index, counted, () => {
      if (circular.has(index)) throw circularReference(operation)
      for (const bulkId of referencesIn(operation)) {
        if (!ids.has(bulkId)) throw unresolved(bulkId, makers.has(bulkId))
      }
      return withIds(operation, (bulkId) => ids.get(bulkId))
    })
    if (Number(result['status']) >= 400) errors++
    if (operation.method === 'POST' && operation.bulkId !== undefined && id !== undefined) ids.set(operation.bulkId, id)
    results.set(index, result)
  }
  const Operations = [...results.keys()].sort((a, b) => a - b).map((index) => results.get(index) as JsonObject)
  return respond(200, JSON.stringify({ schemas: [BULK_RESPONSE_URN], Operations }))
}

/** RFC 7644 §3.7.4: 413 names the limits. */
async function withLimits(readBody: () => Promise<JsonValue>): Promise<JsonValue> {
  try {
    return await readBody()
  } catch (error) {
    if (!isScimError(error) || error.status !== 413) throw error
    throw tooLarge(`The bulk request is too large · ${showBulkLimits(BULK)}`)
  }
}

async function carryOut(
  envelope: AdmittedCall,
  operation: BulkOperation,
  index: number,
  counted: 'limited' | 'part',
  resolve: () => BulkOperation,
): Promise<{ result: JsonObject; id: string | undefined }> {
  const { method, bulkId } = operation
  let call = callOf(envelope, operation, index)
  let response: ScimResponse
  let location: string | undefined
  try {
    if (operation.fault) throw operation.fault
    const resolved = resolve()
    call = callOf(envelope, resolved, index)
    const route = routeOf(resolved)
    if ('id' in route)
      location = `${call.base}/${route.kind === 'user' ? 'Users' : 'Groups'}/${encodeURIComponent(route.id)}`
    const { data = null } = resolved
    if (method !== 'DELETE' && Buffer.byteLength(call.body ?? '') > maxBytesOf(route)) {
      throw tooLarge(`The data of Operations[${index}] is too large · at most ${maxBytesOf(route)} bytes are accepted`)
    }
    response = await answerResource(call, route, async () => data, parseProjection())
  } catch (error) {
    response = await refuse(call, error, counted)
  }
  location = response.headers['location'] ?? location
  const isError = response.status >= 400
  return {
    id: isError ? undefined : response.headers['location']?.split('/').at(-1),
    result: {
      method,
      ...(bulkId === undefined ? {} : { bulkId }),
      ...(response.headers['etag'] === undefined ? {} : { version: response.headers['etag'] }),
      ...(location === undefined ? {} : { location }),
      status: String(response.status),
      ...(isError && response.body ? { response: JSON.parse(response.body) as JsonObject } : {}),
    },
  }
}

/** The operation as if it had come alone. */
function callOf(envelope: AdmittedCall, { method, path, version, data }: BulkOperation, index: number): AdmittedCall {
  const { 'if-match': _match, 'if-none-match': _none, ...headers } = envelope.request.headers
  return {
    ...envelope,
    request: {
      ...envelope.request,
      method,
      path: path.startsWith('/') ? path : `/${path}`,
      query: '',
      headers: version === undefined ? headers : { ...headers, 'if-match': version },
    },
    at: new Date(envelope.at.getTime() + Math.floor(performance.now() - envelope.startedAt)),
    startedAt: performance.now(),
    body: data === undefined || data === null ? undefined : JSON.stringify(data),
    entity: undefined,
    notes: [`Operation ${index + 1} of a bulk request.`],
  }
}

/** Where an operation goes: to users and groups of this IdP, and nowhere else. */
function routeOf({ method, path }: BulkOperation): ResourceRoute {
  const route: Route = matchRoute(path)
  if (route.kind !== 'users' && route.kind !== 'user' && route.kind !== 'groups' && route.kind !== 'group') {
    throw notFound(
      `A bulk operation cannot go to ${show(path)} · accepted are /Users, /Users/{id}, /Groups and /Groups/{id}`,
    )
  }
  if (!route.allow.includes(method)) {
    throw methodNotAllowed(
      method,
      route.allow.filter((one) => one !== 'GET'),
    )
  }
  return route
}

/** RFC 7644 §3.7.1: 409 where a circle cannot be resolved. Here groups must not contain each other anyway. */
const circularReference = ({ bulkId }: BulkOperation) =>
  new ScimError(
    409,
    'invalidValue',
    `The operation ${show(bulkId ?? '')} refers to itself, directly or through others · create the resources without the reference, then add it with a PATCH in the same request`,
  )

const unresolved = (bulkId: string, isKnown: boolean) =>
  invalidValue(
    isKnown
      ? `The operation refers to bulkId ${show(bulkId)}, which was not created · see the result of that operation`
      : `The operation refers to bulkId ${show(bulkId)}, which no POST of this request has · send both in one request`,
  )
