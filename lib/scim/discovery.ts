import {
  ENTERPRISE_URN,
  GROUP_URN,
  standardCatalog,
  USER_URN,
  type Attribute,
  type Catalog,
  type Schema,
} from './catalog.ts'
import type { JsonObject } from './json.ts'

/** What the service announces in ServiceProviderConfig; it must be what the service does. */
export type Capabilities = {
  readonly patch: boolean
  /** `maxResults`: largest number of resources in one answer. */
  readonly filter: { readonly supported: boolean; readonly maxResults: number }
  /** Numbers even when bulk is not supported: clients read them unasked and stumble when they are missing. */
  readonly bulk: { readonly supported: boolean; readonly maxOperations: number; readonly maxPayloadSize: number }
  readonly sort: boolean
  readonly etag: boolean
  readonly changePassword: boolean
  /** RFC 9865 §3; `cursorTimeout` in seconds. */
  readonly pagination?: {
    readonly cursor: boolean
    readonly index: boolean
    readonly defaultPaginationMethod: 'cursor' | 'index'
    readonly defaultPageSize: number
    readonly maxPageSize: number
    readonly cursorTimeout: number
  }
  readonly documentationUri?: string
}

const core = (name: string): string => `urn:ietf:params:scim:schemas:core:2.0:${name}`

/** RFC 7643 §5. `base` is the endpoint without a trailing slash, for `meta.location`. */
export const serviceProviderConfig = (base: string, capabilities: Capabilities): JsonObject => ({
  schemas: [core('ServiceProviderConfig')],
  ...(capabilities.documentationUri === undefined ? {} : { documentationUri: capabilities.documentationUri }),
  patch: { supported: capabilities.patch },
  bulk: { ...capabilities.bulk },
  filter: { ...capabilities.filter },
  changePassword: { supported: capabilities.changePassword },
  sort: { supported: capabilities.sort },
  etag: { supported: capabilities.etag },
  ...(capabilities.pagination ? { pagination: { ...capabilities.pagination } } : {}),
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer Token',
      description: 'The bearer token that was generated for this identity provider, in the Authorization header.',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
    {
      type: 'oauth2',
      name: 'OAuth 2.0 client credentials',
      description: `A client secret of this identity provider, exchanged for a bearer token that works for an hour at ${base}/oauth/token.`,
      specUri: 'https://www.rfc-editor.org/info/rfc6749',
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
})

/** RFC 7643 §6: User and Group, in that order. */
export const resourceTypes = (base: string): JsonObject[] => [
  {
    schemas: [core('ResourceType')],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'User Account',
    schema: USER_URN,
    schemaExtensions: [{ schema: ENTERPRISE_URN, required: false }],
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
  },
  {
    schemas: [core('ResourceType')],
    id: 'Group',
    name: 'Group',
    endpoint: '/Groups',
    description: 'Group',
    schema: GROUP_URN,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/Group` },
  },
]

/** RFC 7643 §7, from the catalog: User, Group and the enterprise extension. */
export const schemas = (base: string, catalog: Catalog = standardCatalog): JsonObject[] =>
  catalog.schemas.map((schema) => describeSchema(base, schema))

const describeSchema = (base: string, schema: Schema): JsonObject => ({
  schemas: [core('Schema')],
  id: schema.urn,
  name: schema.name,
  description: schema.description,
  attributes: schema.attributes.map(describe),
  meta: { resourceType: 'Schema', location: `${base}/Schemas/${schema.urn}` },
})

const describe = (attribute: Attribute): JsonObject => {
  const document: JsonObject = {
    name: attribute.name,
    type: attribute.type,
    multiValued: attribute.multiValued,
    description: attribute.description,
    required: attribute.required,
    mutability: attribute.mutability,
    returned: attribute.returned,
    uniqueness: attribute.uniqueness,
  }
  if (HAS_CASE.has(attribute.type)) document.caseExact = attribute.caseExact
  if (attribute.canonicalValues) document.canonicalValues = [...attribute.canonicalValues]
  if (attribute.referenceTypes) document.referenceTypes = [...attribute.referenceTypes]
  if (attribute.subAttributes) document.subAttributes = attribute.subAttributes.map(describe)
  return document
}

const HAS_CASE: ReadonlySet<string> = new Set(['string', 'reference', 'binary'])
