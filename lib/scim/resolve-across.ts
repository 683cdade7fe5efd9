import { findAttribute, type Catalog, type ResourceType } from './catalog.ts'
import { invalidFilter, show } from './errors.ts'
import { matches } from './evaluate.ts'
import type { Filter } from './filter.ts'
import { resolveFilter, type ResolvedFilter } from './resolve.ts'

/**
 * A filter for one of several types (RFC 7644 §3.4.2.1). An attribute that the type does not have is one without a
 * value; conditions on `meta.resourceType` are settled here. True: every resource of the type; false: none.
 *
 * @throws ScimError 400 invalidFilter, for an attribute that none of the types has too
 */
export const resolveAcross = (
  type: ResourceType,
  types: readonly ResourceType[],
  filter: Filter,
  catalog?: Catalog,
): ResolvedFilter | boolean => {
  switch (filter.kind) {
    case 'not': {
      const operand = resolveAcross(type, types, filter.operand, catalog)
      return typeof operand === 'boolean' ? !operand : { kind: 'not', operand }
    }
    case 'and':
    case 'or': {
      const operands = filter.operands.map((operand) => resolveAcross(type, types, operand, catalog))
      const decisive = filter.kind === 'or'
      if (operands.includes(decisive)) return decisive
      const open = operands.filter((operand) => typeof operand !== 'boolean')
      return open.length === 0
        ? !decisive
        : open.length === 1
          ? (open[0] as ResolvedFilter)
          : { kind: filter.kind, operands: open }
    }
    default:
      return condition(type, types, filter, catalog)
  }
}

type Condition = Exclude<Filter, { kind: 'and' | 'or' | 'not' }>

const condition = (
  type: ResourceType,
  types: readonly ResourceType[],
  filter: Condition,
  catalog: Catalog | undefined,
): ResolvedFilter | boolean => {
  const owner = [type, ...types].find((one) => findAttribute(one, filter.path, catalog) !== undefined)
  if (owner === undefined) {
    throw invalidFilter(
      `The filter names an unknown attribute · ${show(filter.path)} at column ${filter.column} · ` +
        `an attribute of the ${types.join(' or ')} schema is accepted`,
    )
  }
  const resolved = resolveFilter(owner, filter, catalog)
  if (owner !== type) return matches(resolved, {})
  const isSettled = 'attribute' in resolved && resolved.attribute === 'meta.resourceType'
  return isSettled ? matches(resolved, { meta: { resourceType: type } }) : resolved
}
