import { looksLikeApiKey, looksLikeScimToken } from '#lib/auth/secrets.ts'

/** JSON of one side of a change, or null where that side has nothing to say. */
export type AuditDifference = { before: string | null; after: string | null }

/**
 * What differs between two states of a thing, as JSON objects that are safe to keep for ever: equal fields are left
 * out, secrets become `[redacted]` (that they changed still shows), dates stay as ISO 8601.
 */
export function auditDifference(before: object | undefined, after: object | undefined): AuditDifference {
  if (before && after) {
    const [left, right] = differing(before, after)
    return { before: toJson(left), after: toJson(right) }
  }
  return { before: before ? toJson(before) : null, after: after ? toJson(after) : null }
}

type Fields = Record<string, unknown>

function differing(before: object, after: object): [Fields, Fields] {
  const left: Fields = {}
  const right: Fields = {}
  const old: Fields = Object.fromEntries(Object.entries(before))
  const now: Fields = Object.fromEntries(Object.entries(after))
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const was = old[name]
    const is = now[name]
    if (isPlainObject(was) && isPlainObject(is)) {
      const [inLeft, inRight] = differing(was, is)
      if (Object.keys(inLeft).length > 0) left[name] = inLeft
      if (Object.keys(inRight).length > 0) right[name] = inRight
    } else if (canonical(was) !== canonical(is)) {
      if (was !== undefined) left[name] = was
      if (is !== undefined) right[name] = is
    }
  }
  return [left, right]
}

const toJson = (fields: object): string | null => {
  const text = JSON.stringify(redact('', fields))
  return text === '{}' ? null : text
}

/** Equal for equal values, whatever the order of their keys. */
const canonical = (value: unknown): string | undefined =>
  JSON.stringify(value, (_name, inner: unknown) => {
    if (typeof inner === 'bigint') return `${inner}n`
    if (inner instanceof Uint8Array) return Buffer.from(inner).toString('base64')
    if (!isPlainObject(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })

const isPlainObject = (value: unknown): value is Fields =>
  typeof value === 'object' &&
  value !== null &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)

const secretWords =
  /^(passwords?|passphrase|tokens?|hash(es)?|secrets?|sealed|keys?|credentials?|authorization|cookie)$/

/** `sealedKey`, `password_hash`, `tokens`: any word of the name decides. A hint is made to be shown. */
function isSecretName(name: string): boolean {
  const words = name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase())
  return words.at(-1) !== 'hint' && words.some((word) => secretWords.test(word))
}

/** Secrets by their own look, for those that come under an innocent name. */
const isSecretText = (text: string): boolean =>
  text.startsWith('$argon2') ||
  text.includes('PRIVATE KEY-----') ||
  text.split(/[^0-9A-Za-z]+/).some((part) => looksLikeScimToken(part) || looksLikeApiKey(part))

const redacted = '[redacted]'

function redact(name: string, value: unknown): unknown {
  // A moment, a yes or no, and an absence tell nothing of a secret, and are what a reader looks for.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value === null || value === undefined || typeof value === 'boolean') return value
  if (isSecretName(name)) return redacted
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'string') return isSecretText(value) ? redacted : value
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) return value.map((item) => redact('', item))
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redact(key, inner)]))
}
