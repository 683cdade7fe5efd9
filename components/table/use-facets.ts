'use client'
import { usePathname } from 'next/navigation'
import { useRef, useState } from 'react'
import type { Filter } from '#lib/table/define-table.ts'
import { type Facets, facetText } from '#lib/table/facets.ts'
import { fetchJson } from './fetch-json.ts'

/**
 * How many rows each choice of a filter would show with the others as they are applied. Asked when its list opens, and
 * again when the address has changed since: the page itself never waits for it.
 */
export const useFacets = (filter: Filter) => {
  const pathname = usePathname()
  const [known, setKnown] = useState<{ address: string; facets: Facets }>()
  const asked = useRef('')
  const load = async () => {
    const { search } = location
    if (asked.current === search) return
    asked.current = search
    const parameters = new URLSearchParams(search)
    parameters.set('facet', filter.id)
    const facets = await fetchJson<Facets>(`${pathname}/facets?${parameters}`)
    // Somebody has moved on meanwhile: what came late belongs to another page.
    if (asked.current !== search) return
    if (facets) setKnown({ address: search, facets })
    else asked.current = ''
  }
  const isAsked = filter.kind === 'choice' || filter.kind === 'choices' ? filter.facets === true : false
  return {
    onOpen: () => {
      if (isAsked) void load()
    },
    noteOf: (choice: string): string | undefined =>
      known && known.address === asked.current ? facetText(known.facets, choice) : undefined,
  }
}
