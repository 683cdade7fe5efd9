import type { Attribute, ResourceType } from './catalog.ts'
import type { ResolvedFilter } from './resolve.ts'

/** A PATCH path (RFC 7644 §3.5.2, figure 7) bound to the catalog. */
export type PatchPath = {
  readonly text: string
  /** Extension URN in canonical spelling; undefined for attributes at the top of the resource. */
  readonly urn: string | undefined
  /** Canonical name; undefined when the path is a whole extension. */
  readonly name: string | undefined
  /** Undefined for attributes outside the catalog, which are kept as they come. */
  readonly definition: Attribute | undefined
  readonly filter: ResolvedFilter | undefined
  readonly sub: string | undefined
  readonly subDefinition: Attribute | undefined
}

/** @throws ScimError 400 invalidPath (with the column), invalidFilter inside the brackets */
export const parsePath = (type: ResourceType, text: string): PatchPath => {
  throw new Error(`not yet: ${type} ${text}`)
}
