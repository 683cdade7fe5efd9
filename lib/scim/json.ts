import { invalidSyntax, invalidValue, show } from './errors.ts'
import { locateJsonError } from './json-position.ts'

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject
/** Keys come from clients: reach them with `own` or through the catalog, never by walking prototypes. */
export type JsonObject = { [key: string]: JsonValue }

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object's own value of a key that a client may have chosen (`constructor`, `toString`). */
export const own = (object: JsonObject, key: string): JsonValue | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined

/** A copy that shares nothing. Depth is bounded by `parseJson`. */
export const clone = <T extends JsonValue>(value: T): T => copy(value) as T

const copy = (value: JsonValue): JsonValue => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy)
  const result: JsonObject = {}
  for (const key of Object.keys(value)) setOwn(result, key, copy(value[key] as JsonValue))
  return result
}

/** Sets an own property, `__proto__` too, which a plain assignment would take for the prototype. */
export const setOwn = (object: JsonObject, key: string, value: JsonValue): void => {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true })
  } else object[key] = value
}

/** Equal as JSON, whatever the order of keys. */
export const isSame = (a: JsonValue | undefined, b: JsonValue | undefined): boolean => {
  if (a === b) return true
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]))
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => isSame(own(a, key), own(b, key)) && Object.hasOwn(b, key))
  )
}

export const MAX_DEPTH = 32

/**
 * A request body as JSON. Refuses malformed text (with line and column), nesting deeper than 32, `__proto__` keys, NUL
 * and lone surrogates.
 *
 * @throws ScimError 400 invalidSyntax or invalidValue
 */
export const parseJson = (text: string): JsonValue => {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  refuseDepth(body)
  const value = parse(body)
  // Only these spellings can hide a forbidden key or character, so ordinary bodies are not walked a second time.
  if (body.includes('\\u') || body.includes('__proto__')) refuseHostile(value, '')
  if (!body.isWellFormed()) throw invalidValue(LONE_SURROGATE)
  return value
}

const LONE_SURROGATE = 'The request body holds half of a surrogate pair · well-formed Unicode text is accepted'

const parse = (text: string): JsonValue => {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    if (text.trim() === '') throw invalidSyntax('The request body is empty · a JSON document is expected')
    const { line, column, expected } = locateJsonError(text)
    throw invalidSyntax(`The request body is not valid JSON · line ${line}, column ${column} · expected ${expected}`)
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Before parsing, since parsing 32 MiB of opening brackets would cost gigabytes. */
const refuseDepth = (text: string): void => {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === QUOTE) {
      i = closingQuote(text, i)
      if (i < 0) return
    } else if (unit === 0x7b || unit === 0x5b) {
      if (++depth > MAX_DEPTH) {
        throw invalidSyntax(`The request body nests too deeply · more than ${MAX_DEPTH} levels · at most ${MAX_DEPTH}`)
      }
    } else if (unit === 0x7d || unit === 0x5d) depth--
  }
}

const closingQuote = (text: string, opening: number): number => {
  let end = text.indexOf('"', opening + 1)
  while (end > 0) {
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++
    if (slashes % 2 === 0) return end
    end = text.indexOf('"', end + 1)
  }
  return -1
}

const refuseHostile = (value: JsonValue, where: string): void => {
  if (typeof value === 'string') return refuseText(value, where)
  if (Array.isArray(value)) return value.forEach((item, i) => refuseHostile(item, `${where}[${i}]`))
  if (!isJsonObject(value)) return
  for (const key of Object.keys(value)) {
    refuseText(key, where)
    if (key === '__proto__') {
      throw invalidSyntax(`A key is not allowed · ${where ? `${where}.` : ''}__proto__ · use another attribute name`)
    }
    refuseHostile(value[key] as JsonValue, where === '' ? key : `${where}.${key}`)
  }
}

const refuseText = (text: string, where: string): void => {
  if (text.includes('\u0000')) {
    throw invalidValue(`Text holds a NUL character · ${where || show(text)} · text without NUL is accepted`)
  }
  if (!text.isWellFormed()) {
    throw invalidValue(`${LONE_SURROGATE} · found in ${(where || 'a key').slice(0, 200).toWellFormed()}`)
  }
}
