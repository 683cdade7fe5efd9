import {
  coreUrn,
  ENTERPRISE_URN,
  enterpriseExtension,
  findAttribute,
  standardCatalog,
  topAttributes,
  type Attribute,
  type AttributeType,
  type Catalog,
  type ResourceType,
} from './catalog.ts'
import { invalidSyntax, invalidValue, show } from './errors.ts'
import { isJsonObject, own, setOwn, type JsonObject, type JsonValue } from './json.ts'
import { isUrn } from './path.ts'
import {
  findMisplaced,
  isClearedManager,
  isUnassigned,
  keepOnePrimary,
  meansEnterpriseManager,
  PASSED_OVER,
  readBoolean,
  readManagerText,
  standardUrn,
  unwrapSingleValue,
  wrapSingleValue,
} from './quirks.ts'

/**
 * A resource body in canonical form: names spelled and placed as the catalog has them, booleans as booleans, nulls and
 * empty lists gone, values otherwise as sent; attributes outside the catalog kept. Without `schemas`, and without what
 * the service itself decides (`PASSED_OVER`).
 *
 * @throws ScimError 400 invalidValue: a value of the wrong type
 */
export const canonicalise = (type: ResourceType, body: JsonObject, catalog: Catalog = standardCatalog): JsonObject => {
  const placer = new Placer(type, catalog)
  placer.top(body)
  return placer.finish()
}

class Placer {
  private readonly type: ResourceType
  private readonly catalog: Catalog
  private readonly document: JsonObject = {}
  private readonly extension: JsonObject = {}
  private readonly misplaced: (() => void)[] = []

  constructor(type: ResourceType, catalog: Catalog) {
    this.type = type
    this.catalog = catalog
  }

  top(body: JsonObject): void {
    const known = topAttributes(this.type, this.catalog)
    for (const key of Object.keys(body)) {
      const value = body[key] as JsonValue
      const attribute = known.get(key.toLowerCase())
      if (attribute !== undefined) {
        if (PASSED_OVER[this.type].has(attribute.name)) continue
        if (meansEnterpriseManager(attribute, value)) this.later(this.extension, enterpriseManager, value)
        else put(this.document, attribute.name, canonicalValue(attribute, value))
      } else if (isUrn(key)) this.urn(key, value)
      else {
        const moved = findMisplaced(this.type, key, 'core', this.catalog)
        if (moved === undefined) put(this.document, key, foreignValue(value))
        else this.later(this.extension, moved, value)
      }
    }
  }

  finish(): JsonObject {
    for (const place of this.misplaced) place()
    if (Object.keys(this.extension).length > 0) this.document[ENTERPRISE_URN] = this.extension
    return this.document
  }

  private urn(sent: string, value: JsonValue): void {
    const key = standardUrn(this.type, sent)
    const lower = key.toLowerCase()
    if (lower === coreUrn(this.type).toLowerCase()) {
      if (isJsonObject(value)) this.top(value)
      else if (!isUnassigned(value)) throw notAccepted(key, value, 'an object of attributes')
      return
    }
    const attribute = findAttribute(this.type, key, this.catalog)
    if (attribute === enterpriseExtension) return this.enterprise(value)
    if (attribute === undefined || attribute.parent !== undefined) return put(this.document, key, foreignValue(value))
    if (PASSED_OVER[this.type].has(attribute.name)) return
    this.later(attribute.schema === ENTERPRISE_URN ? this.extension : this.document, attribute, value)
  }

  private enterprise(value: JsonValue): void {
    if (isUnassigned(value)) return
    if (!isJsonObject(value)) throw notAccepted(ENTERPRISE_URN, value, 'an object of attributes')
    for (const key of Object.keys(value)) {
      const item = value[key] as JsonValue
      const attribute = enterpriseExtension.parts.get(key.toLowerCase())
      if (attribute !== undefined) put(this.extension, attribute.name, canonicalValue(attribute, item))
      else {
        const moved = findMisplaced(this.type, key, 'enterprise', this.catalog)
        if (moved === undefined) put(this.extension, key, foreignValue(item))
        else if (!PASSED_OVER[this.type].has(moved.name)) this.later(this.document, moved, item)
      }
    }
  }

  /** The proper place wins over the other one, whichever comes first in the body. */
  private later(holder: JsonObject, attribute: Attribute, value: JsonValue): void {
    this.misplaced.push(() => {
      if (own(holder, attribute.name) === undefined) put(holder, attribute.name, canonicalValue(attribute, value))
    })
  }
}

const enterpriseManager = enterpriseExtension.parts.get('manager') as Attribute

const foreignValue = (value: JsonValue): JsonValue | undefined => (isUnassigned(value) ? undefined : value)

const put = (holder: JsonObject, name: string, value: JsonValue | undefined): void => {
  if (name === '__proto__') throw invalidSyntax('An attribute name is not allowed · __proto__ · use another name')
  if (value !== undefined) holder[name] = value
}

/** A value of a catalog attribute in canonical form; undefined when it says that there is none. @throws ScimError 400 */
export const canonicalValue = (attribute: Attribute, value: JsonValue): JsonValue | undefined => {
  if (isUnassigned(value) || isClearedManager(attribute, value)) return undefined
  if (!attribute.multiValued) return canonicalSingle(attribute, unwrapSingleValue(attribute, value))
  const list = wrapSingleValue(value)
  if (!Array.isArray(list)) throw notAccepted(attribute.path, value, `a list of ${ACCEPTED[attribute.type]}s`)
  const values: JsonValue[] = []
  for (const item of list) {
    const one = canonicalSingle(attribute, item)
    if (one !== undefined) values.push(one)
  }
  return values.length === 0 ? undefined : keepOnePrimary(values)
}

/** One value: of a single-valued attribute, or one of several. */
export const canonicalSingle = (attribute: Attribute, value: JsonValue): JsonValue | undefined => {
  if (value === null || isClearedManager(attribute, value)) return undefined
  if (attribute.type === 'complex') {
    const whole = readManagerText(attribute, value)
    if (!isJsonObject(whole)) throw notAccepted(attribute.path, value, ACCEPTED.complex)
    return canonicalParts(attribute, whole)
  }
  if (attribute.type === 'boolean') {
    const read = readBoolean(value)
    if (read === undefined) throw notAccepted(attribute.path, value, ACCEPTED.boolean)
    return read
  }
  const isNumber = attribute.type === 'integer' || attribute.type === 'decimal'
  if (typeof value !== (isNumber ? 'number' : 'string'))
    throw notAccepted(attribute.path, value, ACCEPTED[attribute.type])
  return value
}

const canonicalParts = (attribute: Attribute, value: JsonObject): JsonObject | undefined => {
  const parts: JsonObject = {}
  for (const key of Object.keys(value)) {
    const part = attribute.parts.get(key.toLowerCase())
    const item = value[key] as JsonValue
    put(parts, part?.name ?? key, part === undefined ? foreignValue(item) : canonicalValue(part, item))
  }
  return Object.keys(parts).length === 0 ? undefined : parts
}

/** A stored document with the names of this catalog, for what was kept as the client's own under another one. */
export const respell = (type: ResourceType, document: JsonObject, catalog: Catalog): JsonObject => {
  const known = topAttributes(type, catalog)
  const respelled: JsonObject = {}
  for (const key of Object.keys(document)) {
    setOwn(respelled, known.get(key.toLowerCase())?.name ?? key, document[key] as JsonValue)
  }
  return respelled
}

const ACCEPTED: Readonly<Record<AttributeType, string>> = {
  string: 'string',
  reference: 'string',
  binary: 'Base64 string',
  dateTime: 'date and time string',
  boolean: 'true or false',
  integer: 'whole number',
  decimal: 'number',
  complex: 'object',
}

/** A value that the catalog does not allow. Passwords never get here: they are passed over. */
export const notAccepted = (path: string, value: JsonValue, accepted: string) =>
  invalidValue(`${path} has a value of the wrong type · ${show(value)} · accepted: ${accepted}`)

/**
 * The URNs that a document uses: the core schema's, and those of the extensions in it (RFC 7643 §3).
 */
export const schemasOf = (type: ResourceType, document: JsonObject): string[] => {
  const urns = [coreUrn(type)]
  if (type === 'User' && isJsonObject(document[ENTERPRISE_URN])) urns.push(ENTERPRISE_URN)
  for (const key of Object.keys(document)) {
    if (isUrn(key) && isJsonObject(document[key]) && !urns.includes(key)) urns.push(key)
  }
  return urns
}

/** The document with its `schemas` first. */
export const withSchemas = (type: ResourceType, document: JsonObject): JsonObject => {
  const { schemas: _, ...rest } = document
  return { schemas: schemasOf(type, rest), ...rest }
}
