import { redirect } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { findDefaultFilter } from '#lib/services/saved-filters.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { canonicalFilter, choosesFilters } from '#lib/table/saved-filter.ts'

/**
 * Goes on to the address of the administrator's default filter, when they have one for this table and the page's own
 * address chooses none. First thing a table's page does.
 */
export async function openDefault(
  definition: TableDefinition,
  path: string,
  searchParams: Promise<SearchParams>,
  administratorId: string,
): Promise<void> {
  const given = await searchParams
  if (choosesFilters(definition, Object.keys(given))) return
  const preset = await findDefaultFilter(administratorId, definition.name)
  if (!preset) return
  const parameters = new URLSearchParams(canonicalFilter(definition, preset.query))
  for (const [key, value] of Object.entries(given)) {
    const text = Array.isArray(value) ? value[0] : value
    if (text !== undefined) parameters.set(key, text)
  }
  parameters.set('applied', preset.id)
  redirect(`${path}?${parameters}`)
}
