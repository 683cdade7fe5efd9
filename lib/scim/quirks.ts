import {
  coreUrn,
  ENTERPRISE_URN,
  enterpriseSchema,
  standardCatalog,
  topAttributes,
  type Attribute,
  type Catalog,
  type ResourceType,
} from './catalog.ts'
import { isJsonObject, own, type JsonObject, type JsonValue } from './json.ts'
import type { ResolvedFilter } from './resolve.ts'

/*
 * What real clients send beside the RFC, one function or constant each. Every one names who sends it; every one has its
 * test. Nothing here loosens what goes out.
 */

/**
 * Entra sends `active` as `"True"` and `"False"` unless the tenant URL carries `aadOptscim062020`; lower case has been
 * seen too, and `roles[primary eq "True"]` in paths. A server that ignores the text leaves the leaver in.
 * Undefined for what is no boolean.
 */
export const readBoolean = (value: JsonValue): boolean | undefined => {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string' || value.length > 5) return undefined
  const word = value.toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : undefined
}

/** Entra writes `Add`, `Replace`, `Remove` (default style) and `add`, … (aadOptscim062020). */
export const readOperationName = (value: JsonValue | undefined): 'add' | 'replace' | 'remove' | undefined => {
  const name = typeof value === 'string' ? value.toLowerCase() : ''
  return name === 'add' || name === 'replace' || name === 'remove' ? name : undefined
}

/** Entra and its validator send nulls and empty lists (`roles: []`, `title: null`): both mean unassigned (RFC 7643 §2.5). */
export const isUnassigned = (value: JsonValue | undefined): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)

/**
 * Entra's older style wraps a single value: `"manager": [{"$ref": …, "value": "7"}]`, and plain text as
 * `[{"$ref": null, "value": "Babs"}]`. A list of one for a single-valued attribute is that one.
 */
export const unwrapSingleValue = (attribute: Attribute, value: JsonValue): JsonValue => {
  const one = Array.isArray(value) && value.length === 1 ? (value[0] as JsonValue) : value
  if (attribute.type === 'complex' || !isJsonObject(one)) return one
  return own(one, 'value') ?? one
}

/** One object where a list belongs (`"emails": {"value": …}`) is a list of one: PATCH allows it, some send it in POST too. */
export const wrapSingleValue = (value: JsonValue): JsonValue => (isJsonObject(value) ? [value] : value)

/** Several clients send `manager` as the id itself; Entra's mapping editor lets people do so. */
export const readManagerText = (attribute: Attribute, value: JsonValue): JsonValue =>
  isManager(attribute) && typeof value === 'string' ? { value } : value

/** Entra's validator clears a manager with `{"value": ""}`, others with `""`. */
export const isClearedManager = (attribute: Attribute, value: JsonValue): boolean =>
  isManager(attribute) && (value === '' || (isJsonObject(value) && own(value, 'value') === ''))

const isManager = (attribute: Attribute): boolean => attribute.name === 'manager' && attribute.schema === ENTERPRISE_URN

/**
 * With additional attributes `manager` is a text of the core schema. Clients that mean the enterprise extension's send an
 * object by that name, without its URN: Entra's `"manager": [{"$ref": …, "value": "7"}]`.
 */
export const meansEnterpriseManager = (attribute: Attribute, value: JsonValue | undefined): boolean =>
  attribute.path === 'manager' && (Array.isArray(value) ? value.some(isJsonObject) : isJsonObject(value))

/**
 * Okta sends `title` under the enterprise URN when the app's attribute was made with that namespace; others send
 * `department`, `costCenter`, … at the top level, as the vendor's own examples do. Both are understood in both places.
 */
export const findMisplaced = (
  type: ResourceType,
  name: string,
  foundIn: 'core' | 'enterprise',
  catalog: Catalog = standardCatalog,
): Attribute | undefined => {
  if (type !== 'User') return undefined
  const lower = name.toLowerCase()
  return foundIn === 'core' ? enterpriseByName.get(lower) : topAttributes('User', catalog).get(lower)
}

const enterpriseByName = new Map(
  enterpriseSchema.attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]),
)

/** Okta's PUT echoes the last GET, and its rename PATCH carries `id`: read-only attributes are passed over, not refused. */
export const PASSED_OVER: Readonly<Record<ResourceType, ReadonlySet<string>>> = {
  // The password that Okta sends even without password sync is not kept either.
  User: new Set(['schemas', 'id', 'meta', 'groups', 'password']),
  // A group's members are rows, read apart from its document.
  Group: new Set(['schemas', 'id', 'meta', 'members']),
}

/** Entra names these beside or instead of the standard URNs; they add nothing to the resource. */
export const ADSCIM_URNS: Readonly<Record<ResourceType, string>> = {
  User: 'http://schemas.microsoft.com/2006/11/resourcemanagement/adscim/2.0/user',
  Group: 'http://schemas.microsoft.com/2006/11/resourcemanagement/adscim/2.0/group',
}

/** Clients that POST without `schemas`, or with it empty: the endpoint says what the resource is. */
export const lacksSchemas = (body: JsonObject): boolean => {
  const key = Object.keys(body).find((key) => key.toLowerCase() === 'schemas')
  return key === undefined || isUnassigned(body[key])
}

/** SCIM 1.0 and 1.1 payloads are recognised by their URNs, so that the answer can say what is wrong. */
export const isVersion1Urn = (urn: string): boolean =>
  /^urn:scim:schemas:(?!(core|extension:enterprise):2\.0)/i.test(urn)

/**
 * OneLogin's SCIM v2 connectors name the URNs of a SCIM 2.0 draft, `urn:scim:schemas:core:2.0`, instead of RFC 7643's
 * (goauthentik/authentik issue 11249). Gives the standard URN for those, and others back as they are.
 */
export const standardUrn = (type: ResourceType, urn: string): string => {
  const draft = /^urn:scim:schemas:(core|extension:enterprise):2\.0(?::(user|group))?$/i.exec(urn)
  if (draft === null || (draft[2] ?? type).toLowerCase() !== type.toLowerCase()) return urn
  return draft[1]?.toLowerCase() === 'core' ? coreUrn(type) : ENTERPRISE_URN
}

/**
 * Entra adds to a value that is not there yet: `Add phoneNumbers[type eq "work"].value`. RFC 7644 would have noTarget;
 * every server that says so loses the attribute. When the filter only says what things are equal to, this gives the
 * entry that it describes, else undefined.
 */
export const describedEntry = (filter: ResolvedFilter): JsonObject | undefined => {
  const parts = filter.kind === 'and' ? filter.operands : [filter]
  const entry: JsonObject = {}
  for (const part of parts) {
    if (part.kind === 'and') {
      const inner = describedEntry(part)
      if (inner === undefined) return undefined
      Object.assign(entry, inner)
    } else if (part.kind === 'compare' && part.op === 'eq') entry[part.definition.name] = part.value
    else return undefined
  }
  return entry
}

/** Entra's `Remove members` names whom to remove in a value list; RFC 7644 has no value there and would empty the group. */
export const removesOnlyListed = (value: JsonValue | undefined): value is JsonValue[] | JsonObject =>
  Array.isArray(value) || isJsonObject(value)

/** PingFederate before 1.0.1 and Okta may send `members: null`: no list, rather than an error. */
export const readMemberList = (value: JsonValue | undefined): JsonValue =>
  value === undefined || value === null ? [] : value

/** A PATCH without `schemas` (or with others) that carries Operations is a PatchOp all the same. */
export const isObviouslyPatch = (operations: JsonValue | undefined): boolean => Array.isArray(operations)

/**
 * Attributes that hold two primary values keep the first: refusing would keep a person out over a display matter, and
 * RFC 7643 §2.4 allows one at most to go out. Later ones become false.
 */
export const keepOnePrimary = (values: readonly JsonValue[], preferred?: ReadonlySet<JsonValue>): JsonValue[] => {
  const isPrimary = (value: JsonValue) => isJsonObject(value) && own(value, 'primary') === true
  const primaries = values.filter(isPrimary)
  if (primaries.length < 2) return [...values]
  const kept = primaries.find((value) => preferred?.has(value)) ?? primaries[0]
  return values.map((value) =>
    isPrimary(value) && value !== kept ? { ...(value as JsonObject), primary: false } : value,
  )
}

/** Schema URNs that a body of this type may name without being mistaken for another type. Lower case. */
export const isOwnUrn = (type: ResourceType, urn: string): boolean => {
  const lower = standardUrn(type, urn).toLowerCase()
  return (
    lower === coreUrn(type).toLowerCase() ||
    lower === ADSCIM_URNS[type] ||
    (type === 'User' && lower === ENTERPRISE_URN.toLowerCase())
  )
}

/**
 * `Filter=` or `startindex=`, sent by hand-made clients: read as written otherwise, a forgotten capital would answer a
 * look-up with everybody. `excludeAttributes` is the spelling of the replicated service's own examples.
 */
export const readParameterName = (name: string): string => PARAMETERS.get(name.toLowerCase()) ?? name

const PARAMETERS: ReadonlyMap<string, string> = new Map([
  ...['attributes', 'excludedAttributes', 'filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'cursor'].map(
    (name): [string, string] => [name.toLowerCase(), name],
  ),
  ['excludeattributes', 'excludedAttributes'],
])
