import type { Attribute } from './catalog.ts'
import { fold } from './fold.ts'
import { isJsonObject, own, type JsonObject, type JsonValue } from './json.ts'
import { keepOnePrimary } from './quirks.ts'

/**
 * A multi-valued attribute with values added: one that is there already, by value and type (RFC 7643 §2.4), takes on
 * what else the new one says; a new primary is the only one. Linear in both lists.
 */
export const mergeValues = (attribute: Attribute, before: readonly JsonValue[], added: readonly JsonValue[]) => {
  const result = [...before]
  const places = new Map<string, number>()
  const remember = (value: JsonValue, place: number) => {
    for (const key of identities(attribute, value)) if (!places.has(key)) places.set(key, place)
  }
  result.forEach(remember)
  const fresh = new Set<JsonValue>()
  for (const value of added) {
    const place = places.get(identity(attribute, value))
    if (place === undefined) {
      remember(value, result.length)
      result.push(value)
      fresh.add(value)
    } else {
      const old = result[place] as JsonValue
      const merged = isJsonObject(old) && isJsonObject(value) ? { ...old, ...value } : value
      result[place] = merged
      fresh.add(merged)
    }
  }
  return keepOnePrimary(result, fresh)
}

/** The values without those listed. A listed one that gives only the value removes it whatever its type. */
export const withoutListed = (attribute: Attribute, before: readonly JsonValue[], listed: readonly JsonValue[]) => {
  const gone = new Set(listed.map((value) => identity(attribute, normal(attribute, value))))
  return before.filter((value) => !identities(attribute, value).some((key) => gone.has(key)))
}

/** In a list of what to remove, plain text stands for the value. */
const normal = (attribute: Attribute, value: JsonValue): JsonValue => {
  if (typeof value === 'string' && attribute.parts.has('value')) return { value }
  if (!isJsonObject(value)) return value
  const parts: JsonObject = {}
  for (const key of Object.keys(value)) {
    if (value[key] !== null) parts[attribute.parts.get(key.toLowerCase())?.name ?? key] = value[key] as JsonValue
  }
  return parts
}

/** What a value is the same by: its value and type, or all of it. */
const identity = (attribute: Attribute, value: JsonValue): string => {
  const parts = valueAndType(attribute, value)
  if (parts === undefined) return `whole ${stable(value)}`
  return parts.type === undefined ? `value ${parts.value}` : `typed ${parts.type} ${parts.value}`
}

/** Under which identities a value is found: without a type, by its value alone. */
const identities = (attribute: Attribute, value: JsonValue): string[] => {
  const parts = valueAndType(attribute, value)
  if (parts === undefined) return [identity(attribute, value)]
  return [`value ${parts.value}`, `typed ${parts.type ?? ''} ${parts.value}`]
}

const valueAndType = (attribute: Attribute, value: JsonValue) => {
  if (!isJsonObject(value)) return undefined
  const key = own(value, 'value')
  if (typeof key !== 'string') return undefined
  const type = own(value, 'type')
  const isExact = attribute.parts.get('value')?.caseExact ?? true
  return { value: isExact ? key : fold(key), type: typeof type === 'string' ? fold(type) : undefined }
}

/** JSON with its keys in order. */
const stable = (value: JsonValue): string => {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${stable(value[key] as JsonValue)}`)
    .join(',')}}`
}
