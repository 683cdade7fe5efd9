import { canonicalValue, notAccepted, withSchemas } from './canonical.ts'
import {
  coreUrn,
  ENTERPRISE_URN,
  findAttribute,
  standardCatalog,
  type Attribute,
  type Catalog,
  type ResourceType,
} from './catalog.ts'
import { invalidPath, invalidSyntax, mutability, noTarget, show, tooMany } from './errors.ts'
import { matchesValue } from './evaluate.ts'
import { isJsonObject, own, setOwn, type JsonObject, type JsonValue } from './json.ts'
import type { PatchOperation } from './patch-operation.ts'
import {
  addForeign,
  asList,
  changeEntry,
  entryValue,
  foreign,
  mergeParts,
  subValue,
  withoutPart,
  withPart,
} from './patch-entry.ts'
import { mergeValues, withoutListed } from './patch-values.ts'
import { isUnsafeName, parseKey, parsePath, type PatchPath } from './path.ts'
import {
  describedEntry,
  findMisplaced,
  isUnassigned,
  keepOnePrimary,
  meansEnterpriseManager,
  PASSED_OVER,
} from './quirks.ts'
import type { ResolvedFilter } from './resolve.ts'

type Op = PatchOperation['op']

/** Values looked at in one request: bounds a PATCH of many operations on long lists. */
const MAX_WORK = 500_000

/** A document being patched. It owns what it was given; an error leaves it half done, so it is thrown away then. */
export class Draft {
  private readonly type: ResourceType
  private readonly document: JsonObject
  private readonly id: string | undefined
  private readonly catalog: Catalog
  private readonly paths = new Map<string, PatchPath>()
  private work = 0

  constructor(type: ResourceType, document: JsonObject, id: string | undefined, catalog: Catalog = standardCatalog) {
    this.type = type
    this.document = document
    this.id = id
    this.catalog = catalog
  }

  apply({ op, path, value }: PatchOperation): void {
    if (path !== undefined) return this.at(op, this.path(path), value, path)
    if (op === 'remove') throw noTarget('The remove operation has no path · name what to remove, such as "displayName"')
    if (!isJsonObject(value)) {
      throw invalidSyntax(
        `Without a path the value is an object of attributes · ${show(value ?? null)} · {"displayName": "…"}`,
      )
    }
    this.spread(op, value)
  }

  finish(): JsonObject {
    for (const key of Object.keys(this.document)) {
      const value = this.document[key]
      if (isJsonObject(value) && Object.keys(value).length === 0) delete this.document[key]
    }
    return withSchemas(this.type, this.document)
  }

  /** Ten thousand operations share few paths. */
  private path(text: string): PatchPath {
    let path = this.paths.get(text)
    if (path === undefined) {
      path = parsePath(this.type, text, this.catalog)
      if (this.paths.size < 1000) this.paths.set(text, path)
    }
    return path
  }

  /** Each key of a path-less value on its own; read-only attributes that a client echoes are passed over. */
  private spread(op: 'add' | 'replace', value: JsonObject): void {
    for (const key of Object.keys(value)) {
      const item = value[key] as JsonValue
      const path = parseKey(this.type, key, this.catalog)
      if (path.name === undefined && path.urn?.toLowerCase() === coreUrn(this.type).toLowerCase()) {
        if (!isJsonObject(item)) throw notAccepted(key, item, 'an object of attributes')
        this.spread(op, item)
      } else if (!this.isPassedOver(path)) this.at(op, path, item, undefined)
    }
  }

  private isPassedOver(path: PatchPath): boolean {
    return path.urn === undefined && path.name !== undefined && PASSED_OVER[this.type].has(path.name)
  }

  /** `target`: the path as the client wrote it, when it did. */
  private at(op: Op, written: PatchPath, value: JsonValue | undefined, target: string | undefined): void {
    if (written.definition !== undefined && meansEnterpriseManager(written.definition, value)) {
      return this.at(op, this.path(`${ENTERPRISE_URN}:manager`), value, target)
    }
    const path = this.asExtension(written, target === undefined && isJsonObject(value))
    if (this.isPassedOver(path)) return this.refuseReadOnly(op, path, value)
    if (path.name === undefined) return this.wholeExtension(op, path, value)
    if (op === 'remove') return this.remove(path, path.name, value, target)
    const wanted = value ?? null
    if (path.filter !== undefined) return this.setFiltered(op, path, path.name, path.filter, wanted)
    if (path.sub !== undefined) return this.setSub(op, path, path.name, path.sub, wanted)
    this.setWhole(op, path, path.name, wanted)
  }

  /** Named by path, a read-only attribute may only be "changed" to what it is (RFC 7644 §3.5.2). */
  private refuseReadOnly(op: Op, path: PatchPath, value: JsonValue | undefined): void {
    if (path.name === 'password') return
    if (op !== 'remove' && path.name === 'id' && value === this.id && value !== undefined) return
    if (op !== 'remove' && path.name === 'schemas' && Array.isArray(value)) return
    throw mutability(`${path.definition?.path ?? path.name} is read-only · ${op} · it is set by the service`)
  }

  /** A URN that nobody announced is an extension when the document has it as one, or when an object comes under it. */
  private asExtension(path: PatchPath, hasParts: boolean): PatchPath {
    const { urn, name } = path
    if (urn === undefined || name === undefined || path.definition !== undefined || path.sub !== undefined) return path
    if (urn === ENTERPRISE_URN) return path
    const whole = `${urn}:${name}`
    const isExtension = this.existing(whole) !== undefined || (hasParts && !/:(?:user|group)$/i.test(urn))
    return isExtension ? { ...path, urn: whole, name: undefined } : path
  }

  private wholeExtension(op: Op, path: PatchPath, value: JsonValue | undefined): void {
    const urn = path.urn as string
    if (op === 'remove' || isUnassigned(value)) {
      delete this.document[this.keyOf(this.document, urn, undefined)]
      return
    }
    if (!isJsonObject(value)) throw notAccepted(urn, value as JsonValue, 'an object of attributes')
    for (const key of Object.keys(value)) this.extensionPart(op, urn, key, value[key] as JsonValue)
  }

  private extensionPart(op: 'add' | 'replace', urn: string, key: string, value: JsonValue): void {
    if (urn === ENTERPRISE_URN) {
      const isMisplaced = findMisplaced(this.type, key, 'enterprise', this.catalog) !== undefined
      if (isMisplaced || findAttribute(this.type, `${urn}:${key}`, this.catalog) !== undefined) {
        const part = parsePath(this.type, `${urn}:${key}`, this.catalog)
        if (!this.isPassedOver(part)) this.at(op, part, value, undefined)
        return
      }
    }
    if (isUnsafeName(key)) throw invalidPath(`An attribute name is not allowed · ${key} · use another name`)
    const path: PatchPath = { ...EMPTY_PATH, text: key, urn, name: key }
    this.setWhole(op, path, key, value)
  }

  private setWhole(op: Op, path: PatchPath, name: string, value: JsonValue): void {
    const attribute = path.definition
    const wanted = attribute === undefined ? foreign(value) : canonicalValue(attribute, value)
    if (wanted === undefined) {
      const isNothingToAdd = op === 'add' && isUnassigned(value)
      if (!isNothingToAdd) this.unassign(path, name)
      return
    }
    const holder = this.holder(path.urn)
    const key = this.keyOf(holder, name, attribute)
    const current = own(holder, key)
    if (attribute?.multiValued && Array.isArray(wanted)) {
      const before = op === 'add' && Array.isArray(current) ? current : []
      this.spend(before.length + wanted.length)
      setOwn(holder, key, mergeValues(attribute, before, wanted))
    } else if (attribute?.type === 'complex' && isJsonObject(wanted) && isJsonObject(current)) {
      setOwn(holder, key, mergeParts(attribute, current, wanted, value))
    } else if (attribute === undefined && op === 'add') {
      this.spend(Array.isArray(current) ? current.length : 1)
      setOwn(holder, key, addForeign(current, wanted))
    } else setOwn(holder, key, wanted)
  }

  private setSub(op: Op, path: PatchPath, name: string, sub: string, value: JsonValue): void {
    const wanted = subValue(path, value)
    const holder = this.holder(path.urn)
    const key = this.keyOf(holder, name, path.definition)
    const current = own(holder, key)
    if (wanted === undefined) {
      if (op === 'replace') this.removeSub(path, name, sub)
      return
    }
    if (Array.isArray(current) || (path.definition?.multiValued && current === undefined)) {
      const entries = Array.isArray(current) && current.length > 0 ? current : [{}]
      this.spend(entries.length)
      setOwn(holder, key, keepOnePrimary(entries.map((entry) => withPart(entry, sub, wanted))))
    } else if (isJsonObject(current)) {
      // A new manager has neither the old one's name nor reference.
      const isOther = path.subDefinition?.name === 'value' && current.value !== wanted
      setOwn(holder, key, isOther ? { [sub]: wanted } : withPart(current, sub, wanted))
    } else if (current === undefined) setOwn(holder, key, withPart({}, sub, wanted))
    else throw invalidPath(`${name} has no sub-attributes · ${show(path.text)} · use the path "${name}"`)
  }

  private setFiltered(op: Op, path: PatchPath, name: string, filter: ResolvedFilter, value: JsonValue): void {
    const attribute = path.definition as Attribute
    const holder = this.holder(path.urn)
    const entries = asList(own(holder, name))
    const isMatch = this.matcher(attribute, filter, entries)
    const wanted = path.sub === undefined ? entryValue(attribute, value) : subValue(path, value)
    if (wanted === undefined) {
      if (op === 'replace') this.removeFiltered(path, name, filter)
      return
    }
    const changed = new Set<JsonValue>()
    const result = entries.map((entry) => {
      if (!isMatch(entry)) return entry
      const next = changeEntry(op, entry as JsonObject, path.sub, wanted, filter)
      changed.add(next)
      return next
    })
    if (changed.size === 0) {
      const entry = changeEntry('add', this.describe(op, path, filter), path.sub, wanted, filter)
      changed.add(entry)
      result.push(entry)
    }
    this.store(holder, attribute, name, keepOnePrimary(result, changed))
  }

  /** The entry to create where the filter matched none. @throws ScimError 400 noTarget */
  private describe(op: Op, path: PatchPath, filter: ResolvedFilter): JsonObject {
    const entry = describedEntry(filter)
    // A value that is named by itself and not there cannot be meant as a description of a new one.
    if (entry !== undefined && !(op === 'replace' && 'value' in entry)) return entry
    throw noTarget(`The path matches no value · ${show(path.text)} · name a value that the resource has`)
  }

  private remove(path: PatchPath, name: string, value: JsonValue | undefined, target: string | undefined): void {
    if (path.filter !== undefined) return this.removeFiltered(path, name, path.filter)
    if (path.sub !== undefined) return this.removeSub(path, name, path.sub)
    const holder = this.document
    const listed = path.definition?.multiValued && !isUnassigned(value) ? value : undefined
    if (target === undefined || listed === undefined) return this.unassign(path, name)
    const current = own(holder, name)
    if (!Array.isArray(current)) return
    const list = Array.isArray(listed) ? listed : [listed]
    this.spend(current.length + list.length)
    this.store(holder, path.definition as Attribute, name, withoutListed(path.definition as Attribute, current, list))
  }

  private removeSub(path: PatchPath, name: string, sub: string): void {
    const holder = this.existing(path.urn)
    if (holder === undefined) return
    const key = this.keyOf(holder, name, path.definition)
    const current = own(holder, key)
    if (isJsonObject(current)) {
      // Without its value a reference such as the manager is none.
      if (path.subDefinition?.name === 'value' && path.definition?.parts.has('value')) delete holder[key]
      else {
        delete current[sub]
        if (Object.keys(current).length === 0) delete holder[key]
      }
    } else if (Array.isArray(current)) {
      this.spend(current.length)
      this.storeList(
        holder,
        key,
        current.flatMap((entry) => withoutPart(entry, sub)),
      )
    }
  }

  private removeFiltered(path: PatchPath, name: string, filter: ResolvedFilter): void {
    const holder = this.existing(path.urn)
    const current = holder === undefined ? undefined : own(holder, name)
    if (holder === undefined || current === undefined) return
    const entries = asList(current)
    const isMatch = this.matcher(path.definition as Attribute, filter, entries)
    const { sub } = path
    const kept = entries.flatMap((entry) =>
      isMatch(entry) ? (sub === undefined ? [] : withoutPart(entry, sub)) : [entry],
    )
    this.store(holder, path.definition as Attribute, name, kept)
  }

  private unassign(path: PatchPath, name: string): void {
    if (path.urn === undefined && isRequired(this.type, name)) {
      throw mutability(`${name} cannot be removed · it is required · replace it with another value`)
    }
    const holder = this.existing(path.urn)
    if (holder !== undefined) delete holder[this.keyOf(holder, name, path.definition)]
  }

  private matcher(attribute: Attribute, filter: ResolvedFilter, entries: readonly JsonValue[]) {
    this.spend(entries.length)
    return (entry: JsonValue): boolean => isJsonObject(entry) && matchesValue(filter, attribute, entry)
  }

  private store(holder: JsonObject, attribute: Attribute, name: string, values: JsonValue[]): void {
    if (attribute.multiValued) return this.storeList(holder, name, values)
    if (values[0] === undefined) delete holder[name]
    else holder[name] = values[0]
  }

  private storeList(holder: JsonObject, key: string, values: JsonValue[]): void {
    if (values.length === 0) delete holder[key]
    else setOwn(holder, key, values)
  }

  /** The object that holds an attribute: the document, or an extension in it, made when it is not there. */
  private holder(urn: string | undefined): JsonObject {
    const found = this.existing(urn)
    if (found !== undefined) return found
    const made: JsonObject = {}
    this.document[this.keyOf(this.document, urn as string, undefined)] = made
    return made
  }

  private existing(urn: string | undefined): JsonObject | undefined {
    if (urn === undefined) return this.document
    const found = own(this.document, this.keyOf(this.document, urn, undefined))
    return isJsonObject(found) ? found : undefined
  }

  /** Attributes outside the catalog keep the spelling in which they came first. */
  private keyOf(holder: JsonObject, name: string, attribute: Attribute | undefined): string {
    if (attribute !== undefined || name === ENTERPRISE_URN || Object.hasOwn(holder, name)) return name
    const lower = name.toLowerCase()
    return Object.keys(holder).find((key) => key.toLowerCase() === lower) ?? name
  }

  private spend(values: number): void {
    this.work += values + 1
    if (this.work > MAX_WORK) {
      throw tooMany('The PATCH would compare too many values · split it into several requests with fewer operations')
    }
  }
}

const EMPTY_PATH = {
  definition: undefined,
  filter: undefined,
  sub: undefined,
  subDefinition: undefined,
}

/** What may change but not go: a user without `active` would be one that is active again. */
const isRequired = (type: ResourceType, name: string): boolean =>
  type === 'User' ? name === 'userName' || name === 'active' : name === 'displayName'
