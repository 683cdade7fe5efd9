import { isJsonObject, isSame, own, type JsonObject, type JsonValue } from './json.ts'
import { isUrn } from './path.ts'

/** `before` is absent for what is new, `after` for what is gone. */
export type AttributeChange = { path: string; before?: JsonValue; after?: JsonValue }

/**
 * What changed between two documents, by attribute (`title`, `name.givenName`, `urn:…:User:department`); a
 * multi-valued attribute is one value. `schemas` is left out, since it only follows the rest. Empty when nothing did.
 */
export const changedAttributes = (before: JsonObject, after: JsonObject): AttributeChange[] => {
  const changes: AttributeChange[] = []
  compare(before, after, '', changes)
  return changes
}

const compare = (before: JsonObject, after: JsonObject, prefix: string, changes: AttributeChange[]): void => {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  for (const key of keys) {
    if (prefix === '' && key === 'schemas') continue
    const old = own(before, key)
    const now = own(after, key)
    if (isSame(old, now)) continue
    const path = prefix + key
    if (isParts(old) && isParts(now) && (isJsonObject(old) || isJsonObject(now))) {
      compare(old ?? {}, now ?? {}, `${path}${isUrn(key) ? ':' : '.'}`, changes)
    } else {
      changes.push({
        path,
        ...(old === undefined ? {} : { before: old }),
        ...(now === undefined ? {} : { after: now }),
      })
    }
  }
}

const isParts = (value: JsonValue | undefined): value is JsonObject | undefined =>
  value === undefined || isJsonObject(value)
