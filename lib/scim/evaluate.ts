import type { Attribute } from './catalog.ts'
import { compareCodePoints, fold } from './fold.ts'
import { readInstant } from './instant.ts'
import { isJsonObject, own, type JsonObject, type JsonValue } from './json.ts'
import { readBoolean } from './quirks.ts'
import type { ResolvedComparison, ResolvedFilter } from './resolve.ts'

/**
 * Whether a resource, as it is served (id, meta, groups or members included), matches.
 *
 * Of several values one that matches is enough, for `ne` too; `ne` is also true where there is no value at all. Text is
 * ordered by code point, of its folded form when case does not count. An empty text, list or object is not present
 * (RFC 7644 §3.4.2.2: "non-empty or non-null").
 */
export const matches = (filter: ResolvedFilter, resource: JsonObject): boolean => test(filter, resource, 0)

/** Whether one value of a complex attribute matches the filter of its value path. */
export const matchesValue = (filter: ResolvedFilter, parent: Attribute, value: JsonObject): boolean =>
  test(filter, value, parent.keys.length)

/** `from`: how many keys of each path were walked already to reach `base`. */
const test = (filter: ResolvedFilter, base: JsonValue, from: number): boolean => {
  switch (filter.kind) {
    case 'and':
      return filter.operands.every((operand) => test(operand, base, from))
    case 'or':
      return filter.operands.some((operand) => test(operand, base, from))
    case 'not':
      return !test(filter.operand, base, from)
    case 'present':
      return some(base, filter.definition.keys, from, isPresent)
    case 'some':
      return some(base, filter.definition.keys, from, (value) =>
        test(filter.filter, value, filter.definition.keys.length),
      )
    case 'compare':
      return compare(filter, base, from)
  }
}

const compare = (filter: ResolvedComparison, base: JsonValue, from: number): boolean => {
  let seen = false
  const found = some(base, filter.definition.keys, from, (value) => {
    const key = comparable(filter, value)
    if (key === undefined) return false
    seen = true
    return holds(filter, key)
  })
  return found || (filter.op === 'ne' && !seen)
}

/** Applies `accept` to every value at the end of the keys until one is accepted. */
const some = (base: JsonValue, keys: readonly string[], at: number, accept: (value: JsonValue) => boolean): boolean => {
  if (Array.isArray(base)) return base.some((item) => some(item, keys, at, accept))
  if (at === keys.length) return accept(base)
  if (!isJsonObject(base)) return false
  const next = own(base, keys[at] as string)
  return next !== undefined && some(next, keys, at + 1, accept)
}

const isPresent = (value: JsonValue): boolean => {
  if (value === null || value === '') return false
  return isJsonObject(value) ? Object.values(value).some(isPresent) : true
}

const comparable = (filter: ResolvedComparison, value: JsonValue): string | number | boolean | undefined => {
  switch (filter.type) {
    case 'boolean':
      return readBoolean(value)
    case 'integer':
    case 'decimal':
      return typeof value === 'number' ? value : undefined
    case 'dateTime':
      return typeof value === 'string' ? readInstant(value) : undefined
    default:
      return typeof value === 'string' ? (filter.caseExact ? value : fold(value)) : undefined
  }
}

const holds = (filter: ResolvedComparison, value: string | number | boolean): boolean => {
  const { op, key } = filter
  if (op === 'eq') return value === key
  if (op === 'ne') return value !== key
  if (typeof value === 'string' && typeof key === 'string') {
    if (op === 'co') return value.includes(key)
    if (op === 'sw') return value.startsWith(key)
    if (op === 'ew') return value.endsWith(key)
    return inOrder(op, compareCodePoints(value, key))
  }
  return inOrder(op, Number(value) - Number(key))
}

const inOrder = (op: ResolvedComparison['op'], difference: number): boolean =>
  op === 'gt' ? difference > 0 : op === 'ge' ? difference >= 0 : op === 'lt' ? difference < 0 : difference <= 0
