import { catalogOf } from '#lib/scim/catalog.ts'
import { resourceTypes, schemas, serviceProviderConfig } from '#lib/scim/discovery.ts'
import { forbidden, notFound } from '#lib/scim/errors.ts'
import type { JsonObject } from '#lib/scim/json.ts'
import { listResponse } from '#lib/scim/paging.ts'
import type { Route } from '#lib/scim/router.ts'
import { addressedIdp } from './addressed-idp.ts'
import type { Call } from './call.ts'
import { capabilitiesOf } from './limits.ts'
import { respond, type ScimResponse } from './message.ts'

export type DiscoveryRoute = Extract<Route, { kind: 'service-provider-config' | 'resource-types' | 'schemas' }>

export const isDiscovery = (route: Route): route is DiscoveryRoute =>
  route.kind === 'service-provider-config' || route.kind === 'resource-types' || route.kind === 'schemas'

/** RFC 7644 §4: answered with and without a token; a filter is refused, as the RFC asks. */
export async function discover(call: Call, route: DiscoveryRoute, query: URLSearchParams): Promise<ScimResponse> {
  if (query.has('filter')) {
    throw forbidden('Discovery endpoints take no filter · ask for the whole document, or for one by its id')
  }
  const idp = (call.idp = await addressedIdp(call.request))
  if (route.kind === 'service-provider-config') {
    return respond(200, JSON.stringify(serviceProviderConfig(call.base, capabilitiesOf(idp))))
  }
  const documents = route.kind === 'schemas' ? schemas(call.base, catalogOf(idp)) : resourceTypes(call.base)
  if (route.id === undefined) return respond(200, JSON.stringify(listResponse(documents.length, 1, documents)))
  return respond(200, JSON.stringify(one(documents, route.id)))
}

function one(documents: JsonObject[], id: string): JsonObject {
  const found = documents.find((document) => String(document['id']).toLowerCase() === id.toLowerCase())
  if (found) return found
  const known = documents.map((document) => String(document['id'])).join(', ')
  throw notFound(`There is no "${id.slice(0, 100)}" here · known are ${known}`)
}
