import { findAttribute, type Attribute, type AttributeType, type Catalog, type ResourceType } from './catalog.ts'
import { invalidFilter, show } from './errors.ts'
import type { CompareOperator, Filter } from './filter.ts'
import { fold } from './fold.ts'
import { readInstant } from './instant.ts'
import { readBoolean } from './quirks.ts'

/** Where a resolved condition looks. `attribute` is the canonical full path of the catalog: `emails.value`. */
export type ResolvedTarget = {
  readonly attribute: string
  readonly definition: Attribute
  /** Column of the condition in the text, for messages. */
  readonly column: number
}

/**
 * A filter bound to the catalog. Comparisons with null are `present` or its `not`; a complex attribute with a `value`
 * (emails, members, manager) is compared by it. Inside `some` the conditions speak of one and the same value.
 */
export type ResolvedFilter =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly ResolvedFilter[] }
  | { readonly kind: 'not'; readonly operand: ResolvedFilter }
  | ({ readonly kind: 'present' } & ResolvedTarget)
  | ResolvedComparison
  | ({ readonly kind: 'some'; readonly filter: ResolvedFilter } & ResolvedTarget)

export type ResolvedComparison = ResolvedTarget & {
  readonly kind: 'compare'
  readonly op: CompareOperator
  readonly caseExact: boolean
  readonly type: Exclude<AttributeType, 'complex'>
  /** By type: boolean → boolean; integer, decimal → number; dateTime → milliseconds since 1970; others → as written. */
  readonly value: string | number | boolean
  /** What to compare with: `value`, folded when case does not count. */
  readonly key: string | number | boolean
}

/** @throws ScimError 400 invalidFilter: unknown attribute, impossible operator, wrong type of value */
export const resolveFilter = (type: ResourceType, filter: Filter, catalog?: Catalog): ResolvedFilter =>
  bind(filter, { type, catalog })

/** The filter of a value path: its names are sub-attributes of `parent`. @throws ScimError 400 invalidFilter */
export const resolveValueFilter = (type: ResourceType, parent: Attribute, filter: Filter): ResolvedFilter =>
  bind(filter, { type, parent })

type Scope = { readonly type: ResourceType; readonly catalog?: Catalog | undefined; readonly parent?: Attribute }

const bind = (filter: Filter, scope: Scope): ResolvedFilter => {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { kind: filter.kind, operands: filter.operands.map((operand) => bind(operand, scope)) }
    case 'not':
      return { kind: 'not', operand: bind(filter.operand, scope) }
    case 'present':
      return { kind: 'present', ...target(find(filter, scope), filter.column) }
    case 'some': {
      const parent = find(filter, scope)
      if (parent.type !== 'complex' || parent.parent !== undefined) {
        throw invalidFilter(
          `${parent.path} cannot be filtered with [ ] · column ${filter.column} · ` +
            `only attributes with sub-attributes can, such as emails[type eq "work"]`,
        )
      }
      return {
        kind: 'some',
        ...target(parent, filter.column),
        filter: bind(filter.filter, { type: scope.type, parent }),
      }
    }
    case 'compare':
      return compare(filter, scope)
  }
}

const target = (definition: Attribute, column: number): ResolvedTarget => ({
  attribute: definition.path,
  definition,
  column,
})

const find = (filter: { path: string; column: number }, scope: Scope): Attribute => {
  const { path, column } = filter
  const found =
    scope.parent === undefined
      ? findAttribute(scope.type, path, scope.catalog)
      : scope.parent.parts.get(path.toLowerCase())
  if (found === undefined) {
    const known =
      scope.parent === undefined
        ? `an attribute of the ${scope.type} schema is accepted`
        : `accepted are ${[...scope.parent.parts.values()].map((part) => part.name).join(', ')}`
    const within = scope.parent === undefined ? '' : ` of ${scope.parent.name}`
    throw invalidFilter(`The filter names an unknown attribute${within} · ${show(path)} at column ${column} · ${known}`)
  }
  if (found.returned === 'never') {
    throw invalidFilter(`${found.path} cannot be filtered · column ${column} · it is never returned`)
  }
  return found
}

type Comparison = Extract<Filter, { kind: 'compare' }>

const compare = (filter: Comparison, scope: Scope): ResolvedFilter => {
  const named = find(filter, scope)
  if (filter.value === null) return compareWithNull(filter, named)
  const definition = named.type === 'complex' ? named.parts.get('value') : named
  if (definition === undefined || definition.type === 'complex') {
    throw invalidFilter(
      `${named.path} cannot be compared as a whole · column ${filter.column} · ` +
        `compare one of ${[...named.parts.values()].map((part) => part.name).join(', ')}, or use pr`,
    )
  }
  refuseOperator(filter, definition)
  const value = readValue(filter, definition)
  return {
    kind: 'compare',
    ...target(definition, filter.column),
    op: filter.op,
    caseExact: definition.caseExact,
    type: definition.type,
    value,
    key: typeof value === 'string' && !definition.caseExact ? fold(value) : value,
  }
}

/** RFC 7643 §2.5: null is the same as unassigned. */
const compareWithNull = (filter: Comparison, definition: Attribute): ResolvedFilter => {
  const present: ResolvedFilter = { kind: 'present', ...target(definition, filter.column) }
  if (filter.op === 'ne') return present
  if (filter.op === 'eq') return { kind: 'not', operand: present }
  throw invalidFilter(`${filter.op} cannot compare with null · column ${filter.opColumn} · eq and ne can`)
}

const TEXT_OPERATORS = 'eq ne co sw ew gt ge lt le'
/** RFC 7644 §3.4.2.2, table 3: booleans and binaries have no order; only text has parts. */
const OPERATORS: Readonly<Record<AttributeType, string>> = {
  string: TEXT_OPERATORS,
  reference: TEXT_OPERATORS,
  binary: 'eq ne co sw ew',
  boolean: 'eq ne',
  integer: 'eq ne gt ge lt le',
  decimal: 'eq ne gt ge lt le',
  dateTime: 'eq ne gt ge lt le',
  complex: '',
}

const refuseOperator = (filter: Comparison, definition: Attribute): void => {
  const possible = OPERATORS[definition.type]
  if (possible.includes(filter.op)) return
  throw invalidFilter(
    `${filter.op} cannot be used on ${definition.path} (${definition.type}) · column ${filter.opColumn} · ` +
      `accepted are ${possible} pr`,
  )
}

const readValue = (filter: Comparison, definition: Attribute): string | number | boolean => {
  const { value } = filter
  const read =
    definition.type === 'boolean'
      ? readBoolean(value)
      : definition.type === 'integer' || definition.type === 'decimal'
        ? typeof value === 'number'
          ? value
          : undefined
        : typeof value !== 'string'
          ? undefined
          : definition.type === 'dateTime'
            ? readInstant(value)
            : value
  if (read !== undefined) return read
  throw invalidFilter(
    `${definition.path} cannot be compared with ${show(value)} · column ${filter.valueColumn} · ` +
      `accepted is ${ACCEPTED[definition.type]}`,
  )
}

const ACCEPTED: Readonly<Record<AttributeType, string>> = {
  string: 'text in double quotes',
  reference: 'text in double quotes',
  binary: 'Base64 text in double quotes',
  boolean: 'true or false',
  integer: 'a whole number',
  decimal: 'a number',
  dateTime: 'a time such as "2026-01-31T08:00:00Z"',
  complex: 'nothing',
}
