import { canonicalSingle, canonicalValue, notAccepted } from './canonical.ts'
import type { Attribute } from './catalog.ts'
import { invalidValue, show } from './errors.ts'
import { isJsonObject, isSame, setOwn, type JsonObject, type JsonValue } from './json.ts'
import type { PatchPath } from './path.ts'
import { describedEntry, isUnassigned } from './quirks.ts'
import type { ResolvedFilter } from './resolve.ts'

/** One value, several or none, as a list. */
export const asList = (value: JsonValue | undefined): JsonValue[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export const foreign = (value: JsonValue): JsonValue | undefined => (isUnassigned(value) ? undefined : value)

export const subValue = (path: PatchPath, value: JsonValue): JsonValue | undefined =>
  path.subDefinition === undefined ? foreign(value) : canonicalValue(path.subDefinition, value)

/** The value for a whole entry of a multi-valued attribute; one in a list is that one. */
export const entryValue = (attribute: Attribute, value: JsonValue): JsonObject | undefined => {
  if (isUnassigned(value)) return undefined
  if (Array.isArray(value) && value.length > 1) throw notAccepted(attribute.path, value, 'one object')
  const one = canonicalSingle(attribute, Array.isArray(value) ? (value[0] as JsonValue) : value)
  if (one !== undefined && !isJsonObject(one)) throw invalidValue(`${attribute.path} needs an object · ${show(value)}`)
  return one
}

export const withPart = (entry: JsonValue, name: string, value: JsonValue): JsonObject => {
  const next: JsonObject = isJsonObject(entry) ? { ...entry } : {}
  setOwn(next, name, value)
  return next
}

/** An entry that loses its value, or all it had, is none any more. */
export const withoutPart = (entry: JsonValue, name: string): JsonValue[] => {
  if (!isJsonObject(entry)) return [entry]
  if (name === 'value' && Object.hasOwn(entry, 'value')) return []
  const { [name]: _, ...rest } = entry
  return Object.keys(rest).length === 0 ? [] : [rest]
}

/**
 * RFC 7644 §3.5.2.3: a replaced entry becomes the new value; what the filter says of it stays true unless the value
 * says otherwise, so that `emails[type eq "work"]` stays the one for work.
 */
export const changeEntry = (
  op: 'add' | 'replace' | 'remove',
  entry: JsonObject,
  sub: string | undefined,
  wanted: JsonValue,
  filter: ResolvedFilter,
): JsonObject => {
  if (sub !== undefined) return withPart(entry, sub, wanted)
  const parts = wanted as JsonObject
  return op === 'replace' ? { ...describedEntry(filter), ...parts } : { ...entry, ...parts }
}

/** Sub-attributes that the value names as null go; a new `value` is another thing, which keeps nothing of the old one. */
export const mergeParts = (
  attribute: Attribute,
  current: JsonObject,
  wanted: JsonObject,
  sent: JsonValue,
): JsonObject => {
  if (attribute.parts.has('value') && 'value' in wanted && !isSame(wanted.value, current.value)) return wanted
  const merged = { ...current, ...wanted }
  if (isJsonObject(sent)) {
    for (const key of Object.keys(sent)) {
      if (sent[key] === null) delete merged[attribute.parts.get(key.toLowerCase())?.name ?? key]
    }
  }
  return merged
}

export const addForeign = (current: JsonValue | undefined, wanted: JsonValue): JsonValue => {
  if (Array.isArray(current)) {
    const added = (Array.isArray(wanted) ? wanted : [wanted]).filter(
      (item) => !current.some((old) => isSame(old, item)),
    )
    return [...current, ...added]
  }
  return isJsonObject(current) && isJsonObject(wanted) ? { ...current, ...wanted } : wanted
}
