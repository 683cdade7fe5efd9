import {
  additionalCatalog,
  findAttribute,
  GROUP_URN,
  portalAttributesOf,
  standardCatalog,
  type Attribute,
  type Catalog,
  type ResourceType,
} from '#lib/scim/catalog.ts'
import { parseFilter, type Filter as ScimFilter } from '#lib/scim/filter.ts'

// What an `attributes` filter holds (define-table.ts): each condition is a SCIM filter of its own, all of them together
// one too, so that the URL says `department eq "Sales" and emails.value sw "ada"`.

/** How an attribute is compared under *Add Filters*; the typed SCIM filter knows more. */
export const attributeOperators = [
  { value: 'eq', label: 'equals' },
  { value: 'co', label: 'contains' },
  { value: 'sw', label: 'starts with' },
  { value: 'pr', label: 'is present' },
] as const
export type AttributeOperator = (typeof attributeOperators)[number]['value']

/** One condition. `value` is empty for `pr`, and `true` or `false` for a boolean attribute. */
export type AttributeCondition = { readonly path: string; readonly operator: AttributeOperator; readonly value: string }

export type FilterableAttribute = {
  /** As a SCIM filter names it. */
  readonly path: string
  readonly label: string
  readonly isBoolean: boolean
}

export const maxConditions = 10

/**
 * Every attribute that can be filtered by: first those of the SCIM Attributes page by its labels, then the others.
 * `additional`: of users who have the additional attributes.
 */
export const filterableAttributes = (type: ResourceType, additional = false): readonly FilterableAttribute[] =>
  type === 'User' && !additional ? standardUserAttributes : attributes[type]

/** The condition that a SCIM filter such as `department co "Sal"` states; undefined when it is not a single one. */
export function readCondition(type: ResourceType, text: string): AttributeCondition | undefined {
  const filter = parsed(text)
  return filter && conditionOf(type, filter)
}

/** The SCIM filter that states a condition. */
export function writeCondition(type: ResourceType, { path, operator, value }: AttributeCondition): string {
  if (operator === 'pr') return `${path} pr`
  const isBoolean = find(type, path)?.type === 'boolean'
  return `${path} ${operator} ${isBoolean ? String(value === 'true') : JSON.stringify(value)}`
}

/** A condition in words: `Department contains Sal`. */
export function conditionText(type: ResourceType, text: string): string {
  const condition = readCondition(type, text)
  if (!condition) return text
  const label = attributes[type].find(({ path }) => path === condition.path)?.label ?? condition.path
  const operator = attributeOperators.find(({ value }) => value === condition.operator)?.label ?? condition.operator
  return `${label} ${operator}${condition.operator === 'pr' ? '' : ` ${condition.value}`}`
}

/** The conditions of a URL's value, each as text; those that are not understood are left out. */
export function readConditions(type: ResourceType, text: string): string[] {
  const filter = parsed(text)
  if (!filter) return []
  const parts = filter.kind === 'and' ? filter.operands : [filter]
  const conditions = parts.flatMap((part) => conditionOf(type, part) ?? [])
  return [...new Set(conditions.map((condition) => writeCondition(type, condition)))].slice(0, maxConditions)
}

export const joinConditions = (conditions: readonly string[]): string => conditions.join(' and ')

/** How many conditions a URL's value states, understood or not; undefined when it is no SCIM filter at all. */
export const countConditions = (text: string): number | undefined => {
  const filter = parsed(text)
  return filter && (filter.kind === 'and' ? filter.operands.length : 1)
}

const parsed = (text: string): ScimFilter | undefined => {
  try {
    return parseFilter(text)
  } catch {
    return undefined
  }
}

/** Every name of the standard catalog is in this one, too, and is written as it was. */
const find = (type: ResourceType, path: string): Attribute | undefined => findAttribute(type, path, additionalCatalog)

const conditionOf = (type: ResourceType, filter: ScimFilter): AttributeCondition | undefined => {
  if (filter.kind !== 'compare' && filter.kind !== 'present') return undefined
  const found = find(type, filter.path)
  const known = attributes[type].find(({ path }) => find(type, path) === found)
  if (!found || !known) return undefined
  if (filter.kind === 'present') return { path: known.path, operator: 'pr', value: '' }
  const { op, value } = filter
  const operator = attributeOperators.find((each) => each.value === op)?.value
  if (operator === undefined) return undefined
  if (known.isBoolean)
    return typeof value === 'boolean' && op === 'eq' ? { path: known.path, operator, value: String(value) } : undefined
  return typeof value === 'string' && value !== '' ? { path: known.path, operator, value } : undefined
}

const listed = (attribute: Attribute): Attribute[] =>
  attribute.type === 'complex' ? (attribute.subAttributes ?? []).flatMap(listed) : [attribute]

/** Secrets, certificates and links have nothing to look for; memberships have filters of their own. */
const isFilterable = ({ type, returned, path }: Attribute): boolean =>
  (type === 'string' || type === 'boolean') && returned !== 'never' && !/^(groups|members)\./.test(path)

const schemasOf = (catalog: Catalog, type: ResourceType) =>
  catalog.schemas.filter(({ urn }) => (urn === GROUP_URN) === (type === 'Group'))

/** The shortest name that means the attribute: without its extension's URN, unless the core schema has that name. */
const shortPath = (catalog: Catalog, type: ResourceType, attribute: Attribute): string => {
  const { path, schema } = attribute
  const short = path.startsWith(`${schema}:`) ? path.slice(schema.length + 1) : path
  return findAttribute(type, short, catalog) === attribute ? short : path
}

const ofCatalog = (catalog: Catalog, type: ResourceType): FilterableAttribute[] =>
  schemasOf(catalog, type)
    .flatMap(({ attributes: all }) => all.flatMap(listed))
    .filter(isFilterable)
    .map((attribute) => {
      const path = shortPath(catalog, type, attribute)
      return { path, label: path, isBoolean: attribute.type === 'boolean' }
    })

const userAttributes = (catalog: Catalog): FilterableAttribute[] => {
  const labelled = portalAttributesOf(catalog).map(({ path, label, type }) => ({
    path,
    label,
    isBoolean: type === 'boolean',
  }))
  const externalId = { path: 'externalId', label: 'IdP SCIM User ID', isBoolean: false }
  const first = [...labelled, externalId].sort((a, b) => a.label.localeCompare(b.label, 'en'))
  const others = ofCatalog(catalog, 'User')
  return [...first, ...others.filter(({ path }) => !first.some((each) => each.path === path))]
}

const groupAttributes = (): FilterableAttribute[] => [
  { path: 'displayName', label: 'SCIM Group Name', isBoolean: false },
  { path: 'externalId', label: 'IdP SCIM Group ID', isBoolean: false },
  ...ofCatalog(standardCatalog, 'Group').filter(({ path }) => path !== 'displayName'),
]

const standardUserAttributes = userAttributes(standardCatalog)

/** All that an address may name. What an IdP does not have stays in it, and no row meets it (resource-conditions.ts). */
const attributes: Readonly<Record<ResourceType, readonly FilterableAttribute[]>> = {
  User: userAttributes(additionalCatalog),
  Group: groupAttributes(),
}
