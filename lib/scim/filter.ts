export type CompareOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'
export type FilterValue = string | number | boolean | null

/**
 * A filter as written (RFC 7644 §3.4.2.2). Columns are 1-based, in characters. `path` is the attribute as the client
 * spelled it, URN included. Entra's `emails[type eq "work"].value eq "x"` arrives as
 * `emails[type eq "work" and value eq "x"]`.
 */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Filter[]; readonly column: number }
  | { readonly kind: 'not'; readonly operand: Filter; readonly column: number }
  | { readonly kind: 'present'; readonly path: string; readonly column: number }
  | {
      readonly kind: 'compare'
      readonly path: string
      readonly op: CompareOperator
      readonly value: FilterValue
      readonly column: number
      readonly opColumn: number
      readonly valueColumn: number
    }
  | { readonly kind: 'some'; readonly path: string; readonly filter: Filter; readonly column: number }

/** @throws ScimError 400 invalidFilter, naming the column and what was expected there */
export const parseFilter = (text: string): Filter => {
  throw new Error(`not yet: ${text}`)
}
