import { formatCount } from './words.ts'

/** How many rows one choice of a filter would show, with every other filter applied. `isAtLeast`: and perhaps more. */
export type Facet = { readonly count: number; readonly isAtLeast: boolean }

/** By choice. A choice that is absent was not found in what was counted. */
export type Facets = {
  readonly counts: Readonly<Record<string, Facet>>
  /** Not every row was counted, so that a choice without a count may have rows all the same. */
  readonly isPartial: boolean
}

/** `28`, or `10,000+`; empty for a choice of which nothing is known. */
export const facetText = ({ counts, isPartial }: Facets, choice: string): string | undefined => {
  const facet = counts[choice]
  if (!facet) return isPartial ? undefined : '0'
  return `${formatCount(facet.count)}${facet.isAtLeast ? '+' : ''}`
}
