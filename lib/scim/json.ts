export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject
/** Keys come from clients: reach them with `Object.hasOwn` or through the catalog, never by walking prototypes. */
export type JsonObject = { [key: string]: JsonValue }

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A request body as JSON. Refuses malformed text (with line and column), nesting deeper than 32, `__proto__` keys, NUL
 * and lone surrogates.
 *
 * @throws ScimError 400 invalidSyntax or invalidValue
 */
export const parseJson = (text: string): JsonValue => JSON.parse(text) as JsonValue
