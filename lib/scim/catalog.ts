import { define, extension, type Attribute, type AttributeType } from './attribute.ts'
import { additionalSpecs, profileLengths } from './catalog-additional.ts'
import { commonSpecs } from './catalog-common.ts'
import { enterpriseSpecs } from './catalog-enterprise.ts'
import { groupSpecs } from './catalog-group.ts'
import { userSpecs } from './catalog-user.ts'

export type { Attribute, AttributeType }
export type ResourceType = 'User' | 'Group'

export const USER_URN = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const GROUP_URN = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const ENTERPRISE_URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

export type Schema = {
  readonly urn: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly Attribute[]
}

export const userSchema: Schema = {
  urn: USER_URN,
  name: 'User',
  description: 'User Account',
  attributes: define(USER_URN, userSpecs),
}
export const groupSchema: Schema = {
  urn: GROUP_URN,
  name: 'Group',
  description: 'Group',
  attributes: define(GROUP_URN, groupSpecs),
}
export const enterpriseSchema: Schema = {
  urn: ENTERPRISE_URN,
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: define(ENTERPRISE_URN, enterpriseSpecs, [ENTERPRISE_URN]),
}

/** The extension as if it were one complex attribute: `urn:…:User pr`, or a PATCH of the whole extension. */
export const enterpriseExtension: Attribute = extension(ENTERPRISE_URN, enterpriseSchema.attributes)

export const coreUrn = (type: ResourceType): string => (type === 'User' ? USER_URN : GROUP_URN)

type Table = {
  readonly top: ReadonlyMap<string, Attribute>
  readonly paths: ReadonlyMap<string, Attribute>
}

/** What resources consist of, as one identity provider is set up. */
export type Catalog = {
  /** What discovery announces. */
  readonly schemas: readonly Schema[]
  readonly tables: Readonly<Record<ResourceType, Table>>
}

/** The attributes at the top of a resource (id, externalId, meta and schemas too), by name in lower case. */
export const topAttributes = (type: ResourceType, catalog: Catalog = standardCatalog): ReadonlyMap<string, Attribute> =>
  catalog.tables[type].top

/**
 * The attribute of a path, whatever its case, with URN or without; enterprise attributes are found without theirs, unless
 * the core schema has one of the same name. The enterprise URN alone finds the extension, as a complex attribute.
 */
export const findAttribute = (
  type: ResourceType,
  path: string,
  catalog: Catalog = standardCatalog,
): Attribute | undefined => catalog.tables[type].paths.get(path.toLowerCase())

const buildTable = (type: ResourceType, core: readonly Attribute[]): Table => {
  const top = [...define(coreUrn(type), commonSpecs), ...core]
  const paths = new Map<string, Attribute>()
  const put = (path: string, attribute: Attribute) => {
    const key = path.toLowerCase()
    if (!paths.has(key)) paths.set(key, attribute)
  }
  const putAll = (urn: string, attributes: readonly Attribute[]) => {
    for (const attribute of attributes) {
      for (const one of [attribute, ...(attribute.subAttributes ?? [])]) {
        const short = one === attribute ? one.name : `${attribute.name}.${one.name}`
        put(short, one)
        put(`${urn}:${short}`, one)
      }
    }
  }
  putAll(coreUrn(type), top)
  if (type === 'User') {
    putAll(ENTERPRISE_URN, enterpriseSchema.attributes)
    put(ENTERPRISE_URN, enterpriseExtension)
  }
  return { paths, top: new Map(top.map((attribute) => [attribute.name.toLowerCase(), attribute])) }
}

const catalogWith = (user: Schema): Catalog => ({
  schemas: [user, groupSchema, enterpriseSchema],
  tables: { User: buildTable('User', user.attributes), Group: buildTable('Group', groupSchema.attributes) },
})

/** RFC 7643. */
export const standardCatalog: Catalog = catalogWith(userSchema)

/** With the additional attributes in the core schema (catalog-additional.ts). */
export const additionalCatalog: Catalog = catalogWith({
  ...userSchema,
  attributes: [...userSchema.attributes, ...define(USER_URN, additionalSpecs)],
})

export const catalogOf = (idp: { readonly additionalAttributes: boolean } | undefined): Catalog =>
  idp?.additionalAttributes ? additionalCatalog : standardCatalog

/** A row of the SCIM Attributes page. `path` is as that page writes it: without the extension's URN. */
export type PortalAttribute = {
  readonly label: string
  readonly path: string
  readonly required: boolean
  readonly unique: boolean
  readonly type: AttributeType
  readonly schema: string
  /** Keys from the resource to the value. */
  readonly keys: readonly string[]
  /** What the profile of the app at the IdP allows, in characters; longer values are kept and flagged. */
  readonly length: number | undefined
}

const portalAttribute = (catalog: Catalog, [label, path]: readonly [string, string]): PortalAttribute => {
  const attribute = findAttribute('User', path, catalog)
  if (attribute === undefined) throw new Error(`The catalog has no attribute ${path}`)
  const { required, type, schema, keys } = attribute
  return {
    label,
    path,
    required: required && path === 'userName',
    unique: path === 'userName',
    type,
    schema,
    keys,
    length: catalog === additionalCatalog ? profileLengths.get(path) : undefined,
  }
}

/** The attributes that the portal shows of an IdP's users and that policies may use, in the order of their labels. */
export const portalAttributesOf = (catalog: Catalog): readonly PortalAttribute[] =>
  catalog === additionalCatalog ? additionalPortalAttributes : portalAttributes

/** Those of every IdP. */
export const portalAttributes: readonly PortalAttribute[] = (
  [
    ['Active', 'active'],
    ['Cost Center', 'costCenter'],
    ['Department', 'department'],
    ['Display Name', 'displayName'],
    ['Division', 'division'],
    ['Email', 'emails.value'],
    ['First Name', 'name.givenName'],
    ['Formatted Name', 'name.formatted'],
    ['id', 'id'],
    ['Last Name', 'name.familyName'],
    ['Nickname', 'nickName'],
    ['Organization', 'organization'],
    ['Title', 'title'],
    ['Username', 'userName'],
    ['UserType', 'userType'],
  ] as const
).map((each) => portalAttribute(standardCatalog, each))

const additionalPortalAttributes: readonly PortalAttribute[] = [
  ...portalAttributes.map(({ label, path }) => [label, path] as const),
  ...([
    ['City', 'city'],
    ['Country Code', 'countryCode'],
    ['Employee Number', 'employeeNumber'],
    ['Locale', 'locale'],
    ['Manager', 'manager'],
    ['Mobile Phones', 'mobilePhones'],
    ['Postal Address', 'postalAddress'],
    ['Preferred Language', 'preferredLanguage'],
    ['State', 'state'],
    ['Street Address', 'streetAddress'],
    ['Zip Code', 'zipCode'],
  ] as const),
]
  .map((each) => portalAttribute(additionalCatalog, each))
  .sort((a, b) => (a.label.toLowerCase() < b.label.toLowerCase() ? -1 : 1))
