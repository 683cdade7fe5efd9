export type ResourceType = 'User' | 'Group'
export type AttributeType =
  'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'reference' | 'binary' | 'complex'

export const USER_URN = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const GROUP_URN = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const ENTERPRISE_URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** One attribute of a schema (RFC 7643 §7), linked to where it lives. */
export type Attribute = {
  readonly name: string
  readonly type: AttributeType
  readonly multiValued: boolean
  readonly description: string
  readonly required: boolean
  readonly caseExact: boolean
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly'
  readonly returned: 'always' | 'never' | 'default' | 'request'
  readonly uniqueness: 'none' | 'server' | 'global'
  readonly canonicalValues?: readonly string[]
  readonly referenceTypes?: readonly string[]
  readonly subAttributes?: readonly Attribute[]
  /** URN of the schema it belongs to. */
  readonly schema: string
  /** Canonical full path: `userName`, `name.givenName`, `urn:…:enterprise:2.0:User:department`. */
  readonly path: string
  /** Keys from the resource to the value: `['name', 'givenName']`, `['urn:…:User', 'department']`. */
  readonly keys: readonly string[]
  /** The complex attribute this is a part of. */
  readonly parent: Attribute | undefined
}

/** The attribute of a path, whatever its case, with URN or without; enterprise attributes are found without theirs. */
export const findAttribute = (type: ResourceType, path: string): Attribute | undefined => {
  throw new Error(`not yet: ${type} ${path}`)
}

/** The rows of the SCIM Attributes page. */
export type PortalAttribute = {
  readonly label: string
  readonly path: string
  readonly required: boolean
  readonly unique: boolean
  readonly type: AttributeType
  readonly schema: string
}
export const portalAttributes: readonly PortalAttribute[] = []
