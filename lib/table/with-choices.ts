import type { Choice, TableDefinition } from './define-table.ts'

/** The table with these choices in filters that have none of their own: what there is to choose from is known later. */
export const withChoices = <D extends TableDefinition>(
  definition: D,
  choices: Readonly<Record<string, readonly Choice[]>>,
): D => ({
  ...definition,
  filters: definition.filters.map((filter) => {
    const own = choices[filter.id]
    return own ? { ...filter, choices: own } : filter
  }),
})
