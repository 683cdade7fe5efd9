import type { JsonObject } from './json.ts'

/** What the service announces in ServiceProviderConfig; it must be what the service does. */
export type Capabilities = {
  readonly patch: boolean
  /** Largest number of resources in one answer. */
  readonly filter: { readonly supported: boolean; readonly maxResults: number }
  readonly bulk: { readonly supported: boolean; readonly maxOperations: number; readonly maxPayloadSize: number }
  readonly sort: boolean
  readonly etag: boolean
  readonly changePassword: boolean
  readonly documentationUri?: string
}

/** `base` is the endpoint without a trailing slash, for `meta.location`. */
export const serviceProviderConfig = (base: string, capabilities: Capabilities): JsonObject => {
  throw new Error(`not yet: ${base} ${String(capabilities.patch)}`)
}
export const resourceTypes = (base: string): JsonObject[] => {
  throw new Error(`not yet: ${base}`)
}
export const schemas = (base: string): JsonObject[] => {
  throw new Error(`not yet: ${base}`)
}
