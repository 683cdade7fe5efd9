import { isJsonObject, setOwn, type JsonObject, type JsonValue } from './json.ts'

const REDACTED = '[redacted]'
/** Beyond this, text is cut before it is searched: more than that is never kept. */
const LARGEST = 262_144

const SECRET_NAME = /passw|passphrase|secret|token|authorization|credential|api[-_]?key|private[-_]?key/i
const SECRET_TEXT = /\bbearer\s+[^\s",]+|\bscim[0-9A-Za-z]{40,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/gi
const SUSPICIOUS =
  /passw|passphrase|secret|token|authorization|credential|api[-_]?key|private[-_]?key|bearer|scim[0-9A-Za-z]{40}|eyJ|\\u/i
const SECRET_MEMBER =
  /("[^"\\]{0,64}(?:passw|passphrase|secret|token|authorization|credential)[^"\\]{0,64}"\s*:\s*)"(?:[^"\\]|\\.)*"?/gi

/**
 * A body as it may be kept: values of password, token and secret attributes, and whatever looks like a bearer token,
 * replaced; a PATCH of such an attribute too. Text that is no JSON, or is longer than 256 KiB, is searched as text.
 */
export const redactBody = (body: string | JsonValue): string => {
  if (typeof body !== 'string') return JSON.stringify(redactValue(body))
  if (body.length > LARGEST) return redactText(body.slice(0, LARGEST).toWellFormed())
  if (!SUSPICIOUS.test(body)) return body
  let value: JsonValue
  try {
    value = JSON.parse(body) as JsonValue
  } catch {
    return redactText(body)
  }
  return JSON.stringify(redactValue(value))
}

const redactText = (text: string): string =>
  text
    .replace(SECRET_MEMBER, `$1"${REDACTED}"`)
    .replace(/("path"\s*:\s*"password"\s*,\s*"value"\s*:\s*)"(?:[^"\\]|\\.)*"?/gi, `$1"${REDACTED}"`)
    .replace(SECRET_TEXT, REDACTED)

const redactValue = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return value.replace(SECRET_TEXT, REDACTED)
  if (Array.isArray(value)) return value.map(redactValue)
  if (!isJsonObject(value)) return value
  const result: JsonObject = {}
  const isSecretPatch = Object.keys(value).some((key) => key.toLowerCase() === 'path' && isSecretName(value[key]))
  for (const key of Object.keys(value)) {
    const item = value[key] as JsonValue
    const isSecret = SECRET_NAME.test(key) || (isSecretPatch && key.toLowerCase() === 'value')
    setOwn(result, key, isSecret && item !== null ? REDACTED : redactValue(item))
  }
  return result
}

const isSecretName = (value: JsonValue | undefined): boolean => typeof value === 'string' && SECRET_NAME.test(value)

/** At most `maxBytes` bytes of UTF-8, cut between characters, with a note of how much is missing. */
export const cap = (text: string, maxBytes: number): string => {
  if (text.length * 3 <= maxBytes) return text
  const encoder = new TextEncoder()
  const total = text.length > maxBytes ? Infinity : encoder.encode(text).length
  if (total <= maxBytes) return text
  const note = `… (${text.length} characters in all)`
  const room = Math.max(0, maxBytes - encoder.encode(note).length)
  const { read } = encoder.encodeInto(text, new Uint8Array(room))
  return text.slice(0, read) + note.slice(0, maxBytes)
}
