import type { JsonValue } from './json.ts'

/** Bodies as they may be kept: passwords, tokens and secrets replaced. Text that is no JSON is searched for tokens. */
export const redactBody = (body: string | JsonValue): string => {
  throw new Error(`not yet: ${typeof body}`)
}

/** At most `maxBytes` bytes of UTF-8, cut at a character, with a note of how much is missing. */
export const cap = (text: string, maxBytes: number): string => {
  throw new Error(`not yet: ${text.length} ${maxBytes}`)
}
