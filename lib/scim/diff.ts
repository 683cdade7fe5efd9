import type { JsonObject, JsonValue } from './json.ts'

export type AttributeChange = { path: string; before?: JsonValue; after?: JsonValue }

/** What changed between two documents, by attribute; a multi-valued attribute is one value. Empty when nothing did. */
export const changedAttributes = (before: JsonObject, after: JsonObject): AttributeChange[] => {
  throw new Error(`not yet: ${typeof before} ${typeof after}`)
}
