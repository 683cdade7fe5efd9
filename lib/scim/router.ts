import type { ResourceType } from './catalog.ts'

/** Where a request goes, and which methods are answered there. */
export type Route = { readonly allow: readonly string[] } & (
  | { readonly kind: 'service-provider-config' }
  | { readonly kind: 'resource-types'; readonly id: string | undefined }
  | { readonly kind: 'schemas'; readonly id: string | undefined }
  | { readonly kind: 'users' }
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'groups' }
  | { readonly kind: 'group'; readonly id: string }
  /** `type` undefined: across types, at the root. */
  | { readonly kind: 'search'; readonly type: ResourceType | undefined }
  | { readonly kind: 'bulk' }
  | { readonly kind: 'me' }
  | { readonly kind: 'unknown' }
)

/** `rawPath`: what follows the base, percent-encoded, without the query. @throws ScimError 400 for malformed encoding */
export const matchRoute = (rawPath: string): Route => {
  throw new Error(`not yet: ${rawPath}`)
}
