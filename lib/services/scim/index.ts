import { env } from '#lib/env.ts'
import { invalidSyntax, methodNotAllowed, notFound, notImplemented, unsupportedMediaType } from '#lib/scim/errors.ts'
import { parseJson, type JsonValue } from '#lib/scim/json.ts'
import type { ResourceType } from '#lib/scim/catalog.ts'
import { readListQuery, readSearchRequest } from '#lib/scim/list-request.ts'
import { parseProjection } from '#lib/scim/projection.ts'
import { matchRoute, type Route } from '#lib/scim/router.ts'
import { admit } from './admit.ts'
import type { AdmittedCall, Call } from './call.ts'
import { discover, isDiscovery } from './discover.ts'
import { createGroup, deleteGroup, patchGroup, readGroupById, replaceGroup } from './groups.ts'
import { MAX_BODY_BYTES, MAX_GROUP_BODY_BYTES } from './limits.ts'
import { listResources } from './list.ts'
import type { ScimRequest, ScimResponse } from './message.ts'
import { refuse } from './refuse.ts'
import { createUser, deleteUser, patchUser, readUserById, replaceUser } from './users.ts'

export type { ScimRequest, ScimResponse } from './message.ts'

/**
 * The SCIM 2.0 service provider (RFC 7643, RFC 7644): a plain function behind both adapters. Never throws; whatever goes
 * wrong is a SCIM error, and every change and every refusal leaves a log row. `at` is the moment it happens.
 */
export async function handleScim(request: ScimRequest, at: Date = new Date()): Promise<ScimResponse> {
  const call: Call = {
    request,
    at,
    startedAt: performance.now(),
    base: `${env().url}${request.basePath}`,
    idp: undefined,
    token: undefined,
    body: undefined,
    entity: undefined,
  }
  try {
    const response = await answer(call)
    return request.method === 'HEAD' ? { ...response, body: undefined } : response
  } catch (error) {
    return refuse(call, error)
  }
}

async function answer(call: Call): Promise<ScimResponse> {
  const route = routeOf(call.request.path)
  if ('kind' in route && isDiscovery(route)) {
    assertAllowed(call, route)
    return discover(call, route)
  }
  const admitted = await admit(call)
  if (!('kind' in route)) throw route.failure
  assertAllowed(admitted, route)
  return dispatch(admitted, route)
}

/** The route, or why there is none: a path that cannot be read is told to admitted callers only. */
function routeOf(path: string): Route | { failure: unknown } {
  try {
    return matchRoute(path)
  } catch (failure) {
    return { failure }
  }
}

function assertAllowed({ request }: Call, route: Route): void {
  if (route.kind === 'unknown') {
    throw notFound(
      `There is no SCIM endpoint "${request.path.slice(0, 100)}" here · the endpoint ends in /v2, and below it are /Users, /Groups, /Schemas, /ResourceTypes and /ServiceProviderConfig`,
    )
  }
  if (route.kind === 'me') {
    throw notImplemented(
      '/Me is not available: a bearer token stands for an identity provider, not for a user · use /Users/{id}',
    )
  }
  if (route.kind === 'bulk') {
    throw notImplemented(`${request.path.slice(0, 100)} is not available · send single requests to /Users and /Groups`)
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method
  if (!route.allow.includes(method)) throw methodNotAllowed(request.method, route.allow)
}

async function dispatch(call: AdmittedCall, route: Route): Promise<ScimResponse> {
  const query = new URLSearchParams(call.request.query)
  const projection = parseProjection(query.get('attributes') ?? undefined, query.get('excludedAttributes') ?? undefined)
  const verb = call.request.method === 'HEAD' ? 'GET' : call.request.method
  if (route.kind === 'search') {
    const types = route.type === undefined ? ALL_TYPES : [route.type]
    return listResources(call, types, readSearchRequest(await bodyOf(call, MAX_BODY_BYTES)))
  }
  switch (`${verb} ${route.kind}`) {
    case 'GET root':
      return listResources(call, ALL_TYPES, readListQuery(query, projection))
    case 'GET users':
      return listResources(call, ['User'], readListQuery(query, projection))
    case 'GET groups':
      return listResources(call, ['Group'], readListQuery(query, projection))
    case 'POST users':
      return createUser(call, await bodyOf(call, MAX_BODY_BYTES), projection)
    case 'POST groups':
      return createGroup(call, await bodyOf(call, MAX_GROUP_BODY_BYTES), projection)
  }
  if (route.kind === 'user') {
    if (verb === 'PUT') return replaceUser(call, route.id, await bodyOf(call, MAX_BODY_BYTES), projection)
    if (verb === 'PATCH') return patchUser(call, route.id, await bodyOf(call, MAX_BODY_BYTES), projection)
    return verb === 'DELETE' ? deleteUser(call, route.id) : readUserById(call, route.id, projection)
  }
  if (route.kind === 'group') {
    if (verb === 'PUT') return replaceGroup(call, route.id, await bodyOf(call, MAX_GROUP_BODY_BYTES), projection)
    if (verb === 'PATCH') return patchGroup(call, route.id, await bodyOf(call, MAX_GROUP_BODY_BYTES), projection)
    return verb === 'DELETE' ? deleteGroup(call, route.id) : readGroupById(call, route.id, projection)
  }
  throw notFound('There is no such SCIM endpoint')
}

const ALL_TYPES: readonly ResourceType[] = ['User', 'Group']

const JSON_TYPES = ['application/scim+json', 'application/json', 'application/json-patch+json']

/** The body as JSON. Any JSON media type is taken, with a charset or without, since clients send all of them. */
async function bodyOf(call: AdmittedCall, maxBytes: number): Promise<JsonValue> {
  const given = call.request.headers['content-type']
  const type = given?.split(';')[0]?.trim().toLowerCase()
  if (type && !JSON_TYPES.includes(type)) {
    throw unsupportedMediaType(
      `The media type "${type.slice(0, 100)}" is not accepted · send the body as application/scim+json`,
    )
  }
  call.body = await call.request.readBody(maxBytes)
  if (call.body.trim() === '')
    throw invalidSyntax('The request has no body · send a JSON object as application/scim+json')
  return parseJson(call.body)
}
