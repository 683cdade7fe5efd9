import type { ResourceType } from './catalog.ts'
import type { JsonObject } from './json.ts'

/** What `attributes` and `excludedAttributes` ask for; made once a request. */
export type Projection = { readonly kind: 'all' | 'only' | 'without'; readonly names: readonly string[] }

/**
 * Comma-separated text (query) or a list (search body). Empty means absent; unknown names are ignored; when both are
 * given `attributes` wins.
 */
export const parseProjection = (
  attributes?: string | readonly string[],
  excludedAttributes?: string | readonly string[],
): Projection => {
  throw new Error(`not yet: ${String(attributes)} ${String(excludedAttributes)}`)
}

/** The resource cut to the projection; `id` and `schemas` always stay (RFC 7643 §2.2 "always"). Same object for `all`. */
export const project = (type: ResourceType, resource: JsonObject, projection: Projection): JsonObject => {
  throw new Error(`not yet: ${type} ${typeof resource} ${projection.kind}`)
}

/** Whether the attribute has to be loaded at all. */
export const wants = (projection: Projection, name: 'members' | 'groups'): boolean => {
  throw new Error(`not yet: ${projection.kind} ${name}`)
}
