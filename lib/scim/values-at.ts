import { isJsonObject, type JsonValue } from './json.ts'

/** The values that stand under keys. A list on the way is gone through: `emails`, `value` give every address. */
export const valuesAt = (value: JsonValue | undefined, keys: readonly string[]): JsonValue[] => {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, keys))
  const [key, ...rest] = keys
  if (key === undefined) return [value]
  return isJsonObject(value) ? valuesAt(value[key], rest) : []
}
