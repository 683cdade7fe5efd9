import { charactersIn } from '#lib/scim/catalog-additional.ts'
import { portalAttributesOf, standardCatalog, type Catalog } from '#lib/scim/catalog.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '#lib/scim/json.ts'

export type PortalValue = {
  label: string
  path: string
  values: string[]
  /** A value that is longer than the profile of the app at the IdP allows: both in characters. */
  excess?: { length: number; most: number }
}
export type OtherValue = { path: string; value: string }

/** What a user's document holds: the portal's attributes in their order, and whatever else the IdP sent. */
export const attributeValues = (
  document: JsonObject,
  id: string,
  catalog: Catalog = standardCatalog,
): { portal: PortalValue[]; other: OtherValue[] } => {
  const whole: JsonObject = { ...document, id }
  const known = portalAttributesOf(catalog)
  const covered = new Set(['id', 'externalId', ...known.map(({ keys }) => keys.join('\n'))])
  return {
    portal: known.map(({ label, path, keys, length: most }) => {
      const values = valuesAt(whole, keys).map(valueText)
      const length = Math.max(0, ...values.map(charactersIn))
      return { label, path, values, ...(most !== undefined && length > most ? { excess: { length, most } } : {}) }
    }),
    other: otherValues(document, [...covered]),
  }
}

/** A document's values but `schemas` and those whose keys, joined by line breaks, are among `covered`. */
export const otherValues = (document: JsonObject, covered: readonly string[]): OtherValue[] =>
  leaves(document, [])
    .filter(({ keys }) => keys[0] !== 'schemas' && !covered.includes(keys.join('\n')))
    .map(({ keys, value }) => ({ path: pathText(keys), value: valueText(value) }))

/** A list on the way is gone through: `emails.value` gives every address. */
const valuesAt = (value: JsonValue | undefined, keys: readonly string[]): JsonValue[] => {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, keys))
  const [key, ...rest] = keys
  if (key === undefined) return [value]
  return isJsonObject(value) ? valuesAt(value[key], rest) : []
}

/** Simple values by their keys; a list is one value, but for the part of it that the portal's attributes show. */
const leaves = (value: JsonValue, keys: string[]): { keys: string[]; value: JsonValue }[] => {
  if (isJsonObject(value)) return Object.entries(value).flatMap(([key, part]) => leaves(part, [...keys, key]))
  if (Array.isArray(value) && value.every((each) => isJsonObject(each) && 'value' in each && !isMoreThanValue(each)))
    return value.flatMap((each) => leaves(each, keys))
  return [{ keys, value }]
}

const isMoreThanValue = (item: JsonObject): boolean => Object.keys(item).some((key) => key !== 'value')

const pathText = ([first = '', ...rest]: readonly string[]): string => {
  if (rest.length === 0) return first
  return `${first}${first.startsWith('urn:') ? ':' : '.'}${rest.join('.')}`
}

/** Text as it is, everything else as JSON. */
export const valueText = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value))
