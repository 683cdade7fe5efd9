import { findAttribute, type Attribute, type Catalog, type ResourceType } from './catalog.ts'
import { invalidValue, show } from './errors.ts'
import { compareCodePoints, fold } from './fold.ts'
import { readInstant } from './instant.ts'
import { isJsonObject, own, type JsonObject, type JsonValue } from './json.ts'
import { readBoolean } from './quirks.ts'

/** An order (RFC 7644 §3.4.2.3) bound to the catalog; `definition` undefined: the type has no such attribute. */
export type ResolvedSort = { readonly definition: Attribute | undefined; readonly descending: boolean }

/** What is compared: text folded unless case counts, instants in ms, booleans as 0 and 1; undefined for no value. */
export type SortKey = string | number | undefined

/**
 * The order that a request asks for; undefined without `sortBy`, whatever `sortOrder` says. An attribute that one of
 * several types has is enough. A complex attribute with a `value` (emails, manager) is ordered by it, as it is filtered.
 *
 * @throws ScimError 400 invalidValue: RFC 7644 names no error for an unknown attribute; an order that is silently
 *   another one would make a client skip people
 */
export const resolveSort = (
  types: readonly ResourceType[],
  sortBy: string | undefined,
  sortOrder: string | undefined,
  catalog?: Catalog,
): ReadonlyMap<ResourceType, ResolvedSort> | undefined => {
  const name = sortBy?.trim() ?? ''
  if (name === '') return undefined
  const descending = readOrder(sortOrder)
  const found = types.map((type) => [type, findAttribute(type, name, catalog)] as const)
  if (found.every(([, attribute]) => attribute === undefined)) {
    throw invalidValue(`sortBy names an unknown attribute · ${show(name)} · such as userName or meta.lastModified`)
  }
  return new Map(
    found.map(([type, attribute]) => [type, { definition: attribute && sortable(attribute, name), descending }]),
  )
}

const readOrder = (sortOrder: string | undefined): boolean => {
  const word = sortOrder?.trim().toLowerCase() ?? ''
  if (word !== '' && word !== 'ascending' && word !== 'descending') {
    throw invalidValue(`sortOrder is not known · ${show(sortOrder)} · accepted: ascending, descending`)
  }
  return word === 'descending'
}

const sortable = (attribute: Attribute, name: string): Attribute => {
  if (attribute.returned === 'never') throw invalidValue(`sortBy cannot be ${attribute.path} · it is never returned`)
  if (LISTS.has(attribute.keys[0] as string)) {
    throw invalidValue(`sortBy cannot be ${attribute.path} · memberships have no order · such as displayName`)
  }
  const definition = attribute.type === 'complex' ? attribute.parts.get('value') : attribute
  if (definition === undefined) {
    const parts = [...attribute.parts.values()].map((part) => part.name).join(', ')
    throw invalidValue(
      `sortBy needs a sub-attribute · ${show(name)} · accepted are ${parts}, such as ${name}.${parts.split(', ')[0]}`,
    )
  }
  return definition
}

/** Rows of their own, not part of the resource's document; neither has a primary value. */
const LISTS: ReadonlySet<string> = new Set(['groups', 'members'])

/** Of several values the primary one counts, or else the first (RFC 7644 §3.4.2.3). */
export const sortKey = ({ definition }: ResolvedSort, resource: JsonObject): SortKey => {
  if (definition === undefined) return undefined
  let value: JsonValue | undefined = resource
  for (const key of definition.keys) {
    value = chosen(value)
    value = isJsonObject(value) ? own(value, key) : undefined
  }
  return comparable(definition, chosen(value))
}

const chosen = (value: JsonValue | undefined): JsonValue | undefined =>
  Array.isArray(value) ? (value.find((item) => isJsonObject(item) && own(item, 'primary') === true) ?? value[0]) : value

const comparable = (definition: Attribute, value: JsonValue | undefined): SortKey => {
  if (value === undefined || value === null) return undefined
  switch (definition.type) {
    case 'boolean': {
      const read = readBoolean(value)
      return read === undefined ? undefined : Number(read)
    }
    case 'integer':
    case 'decimal':
      return typeof value === 'number' ? value : undefined
    case 'dateTime':
      return typeof value === 'string' ? readInstant(value) : undefined
    default:
      return typeof value === 'string' ? (definition.caseExact ? value : fold(value)) : undefined
  }
}

export type Sorted = { readonly key: SortKey; readonly id: string }

/** No value comes last in ascending order, first in descending order; equal keys go by id, so that no two are equal. */
export const compareSorted = (a: Sorted, b: Sorted, descending: boolean): number => {
  const difference =
    a.key === undefined || b.key === undefined
      ? Number(a.key === undefined) - Number(b.key === undefined)
      : typeof a.key === 'string' && typeof b.key === 'string'
        ? compareCodePoints(a.key, b.key)
        : Number(a.key) - Number(b.key)
  return difference === 0 ? compareCodePoints(a.id, b.id) : descending ? -difference : difference
}
