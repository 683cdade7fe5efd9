import type { SearchParams } from 'nuqs/server'

/** A page's search parameters, for links that keep them; of a repeated one, the first. */
export async function textParameters(searchParams: Promise<SearchParams>): Promise<Record<string, string | undefined>> {
  const entries = Object.entries(await searchParams)
  return Object.fromEntries(entries.map(([key, value]) => [key, Array.isArray(value) ? value[0] : value]))
}
