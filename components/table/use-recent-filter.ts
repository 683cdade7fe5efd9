'use client'
import { useEffect } from 'react'
import type { SavedFilters } from './saved-filters.tsx'

/** What somebody stays with, rather than passes on the way there. */
const settledMs = 2000

/** Keeps what is applied among the recent filters, once the page has settled: a pending action would hold up navigation. */
export const useRecentFilter = (own: SavedFilters | undefined, query: string): void => {
  const remember = own?.remember
  useEffect(() => {
    if (query === '' || !remember) return undefined
    const timer = setTimeout(() => remember(query), settledMs)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- a list that has changed is no reason to keep the same filter again
  }, [query])
}
