import type { JsonObject } from './json.ts'
import type { ResolvedFilter } from './resolve.ts'

/** Whether a resource, as it is served (id, meta, groups or members included), matches. */
export const matches = (filter: ResolvedFilter, resource: JsonObject): boolean => {
  throw new Error(`not yet: ${filter.kind} ${typeof resource}`)
}
