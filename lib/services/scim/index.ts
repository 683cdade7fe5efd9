import type { ScimIdp } from '#db/queries/tokens.ts'
import { env } from '#lib/env.ts'
import {
  forbidden,
  invalidSyntax,
  invalidValue,
  methodNotAllowed,
  notFound,
  notImplemented,
  show,
  unsupportedMediaType,
} from '#lib/scim/errors.ts'
import { parseJson, type JsonValue } from '#lib/scim/json.ts'
import { catalogOf, type Catalog, type ResourceType } from '#lib/scim/catalog.ts'
import { readListQuery, readSearchRequest } from '#lib/scim/list-request.ts'
import { parseProjection, type Projection } from '#lib/scim/projection.ts'
import { readParameterName } from '#lib/scim/quirks.ts'
import { matchRoute, type Route } from '#lib/scim/router.ts'
import { admit } from './admit.ts'
import { noteArrival } from './arrivals.ts'
import { answerBulk } from './bulk.ts'
import type { AdmittedCall, Call } from './call.ts'
import { discover, isDiscovery } from './discover.ts'
import { answerDocument, asksForDocument } from './document.ts'
import { BULK } from './limits.ts'
import { listResources } from './list.ts'
import { respond, type ScimRequest, type ScimResponse } from './message.ts'
import { answerTokenRequest, TOKEN_PATH } from './oauth.ts'
import { refuse } from './refuse.ts'
import { answerResource, maxBytesOf } from './resources.ts'
import { rateHeaders } from './too-many-requests.ts'

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
  const answered =
    request.path === TOKEN_PATH
      ? await answerTokenRequest(call)
      : await answer(call).catch((error: unknown) => refuse(call, error))
  if (call.idp && answered.status < 400 && isUnlogged(request)) noteArrival(call.idp.id, call, answered)
  const response = call.rate ? { ...answered, headers: { ...answered.headers, ...rateHeaders(call.rate) } } : answered
  return request.method === 'HEAD' ? withoutBody(response) : response
}

/** What only reads, and what is given an access token, leaves no row in the log; what is tried is no sign of the IdP. */
const isUnlogged = ({ method, path, isTried }: ScimRequest): boolean =>
  !isTried && (method === 'GET' || method === 'HEAD' || path === TOKEN_PATH || /\/\.search$/i.test(path))

/**
 * The answer to a request of this IdP whose token nobody asks for and which nobody counts: a rehearsal's, which undoes
 * whatever comes of it (lib/services/rehearsal). Never throws.
 */
export async function answerUnasked(request: ScimRequest, idp: ScimIdp, at: Date): Promise<ScimResponse> {
  const base = `${env().url}${request.basePath}`
  const call = {
    request,
    at,
    startedAt: performance.now(),
    base,
    idp,
    token: undefined,
    body: undefined,
    entity: undefined,
  }
  const answerAdmitted = async () => {
    const route = matchRoute(request.path)
    assertAllowed(call, route)
    return isDiscovery(route) ? discover(call, route, queryOf(call)) : dispatch(call, route)
  }
  return answerAdmitted().catch((error: unknown) => refuse(call, error, 'part'))
}

async function answer(call: Call): Promise<ScimResponse> {
  if (asksForDocument(call.request)) return answerDocument(call.request)
  const route = routeOf(call.request.path)
  if ('kind' in route && isDiscovery(route)) {
    assertAllowed(call, route)
    return call.request.method === 'OPTIONS' ? options(route) : discover(call, route, queryOf(call))
  }
  const admitted = await admit(call)
  if (!('kind' in route)) throw route.failure
  assertAllowed(admitted, route)
  assertMayOnlyRead(admitted, route)
  return admitted.request.method === 'OPTIONS' ? options(route) : dispatch(admitted, route)
}

const options = (route: Route): ScimResponse => respond(204, undefined, { Allow: allowedOn(route).join(', ') })

/** What a HEAD is answered: all but the body, whose length it tells (RFC 9110 §9.3.2). */
const withoutBody = ({ body, headers, ...response }: ScimResponse): ScimResponse => ({
  ...response,
  headers: body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) },
  body: undefined,
})

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
  const method = request.method === 'HEAD' ? 'GET' : request.method
  if (!route.allow.includes(method) && method !== 'OPTIONS') throw methodNotAllowed(request.method, allowedOn(route))
}

/** The token of *Try it* opens what reads, and nothing else. @throws ScimError 403 */
function assertMayOnlyRead({ token, request: { method } }: AdmittedCall, { kind }: Route): void {
  if (token?.kind !== 'try' || ['GET', 'HEAD', 'OPTIONS'].includes(method) || kind === 'search') return
  throw forbidden(`This token reads, and ${method} changes something · send GET, or POST to /.search`)
}

/** The methods of an endpoint, with those that come with every one (RFC 9110 §9.3.2, §9.3.7). */
const allowedOn = ({ allow }: Route): string[] => [
  ...allow.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
  'OPTIONS',
]

async function dispatch(call: AdmittedCall, route: Route): Promise<ScimResponse> {
  const query = queryOf(call)
  const catalog = catalogOf(call.idp)
  const projection = projectionOf(query, catalog)
  const readBody = () => bodyOf(call, maxBytesOf(route))
  const isList = call.request.method === 'GET' || call.request.method === 'HEAD'
  switch (route.kind) {
    case 'bulk':
      return answerBulk(call, () => bodyOf(call, BULK.maxPayloadSize))
    case 'search':
      return listResources(call, route.type ? [route.type] : ALL_TYPES, readSearchRequest(await readBody(), catalog))
    case 'root':
      return listResources(call, ALL_TYPES, readListQuery(query, projection))
    case 'users':
    case 'groups':
      if (isList) {
        return listResources(call, route.kind === 'users' ? ['User'] : ['Group'], readListQuery(query, projection))
      }
      return answerResource(call, route, readBody, projection)
    case 'user':
    case 'group':
      return answerResource(call, route, readBody, projection)
    default:
      throw notFound('There is no such SCIM endpoint')
  }
}

const ALL_TYPES: readonly ResourceType[] = ['User', 'Group']

const NO_QUERY = new URLSearchParams()

/**
 * The query. A parameter that comes twice could be read as either, and a malformed escape as anything.
 *
 * @throws ScimError 400 invalidValue, invalidSyntax
 */
function queryOf({ request }: Call): URLSearchParams {
  if (request.query === '') return NO_QUERY
  try {
    decodeURIComponent(request.query)
  } catch {
    throw invalidSyntax(
      'The query holds a "%" that is no valid escape of UTF-8 text · percent-encode the value as a whole',
    )
  }
  const query = new URLSearchParams()
  for (const [written, value] of new URLSearchParams(request.query)) {
    const name = readParameterName(written)
    if (query.has(name)) {
      throw invalidValue(`The query has a parameter twice · ${show(written)} · send it once, with commas between names`)
    }
    query.append(name, value)
  }
  return query
}

const projectionOf = (query: URLSearchParams, catalog: Catalog): Projection =>
  parseProjection(query.get('attributes') ?? undefined, query.get('excludedAttributes') ?? undefined, catalog)

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
