import type { Attribute, AttributeType, ResourceType } from './catalog.ts'
import type { CompareOperator, Filter } from './filter.ts'

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
}

/** @throws ScimError 400 invalidFilter: unknown attribute, impossible operator, wrong type of value */
export const resolveFilter = (type: ResourceType, filter: Filter): ResolvedFilter => {
  throw new Error(`not yet: ${type} ${filter.kind}`)
}
