import type { Filter, TableDefinition } from '#lib/table/define-table.ts'

// How the filter bar is divided, which its skeleton has to know as well.

export const filterGrid = 'grid grid-cols-1 gap-x-3 gap-y-2.5 sm:grid-cols-2 lg:grid-cols-4 xl:grid-cols-5'

/** A search takes two places. */
export const searchSpan = 'sm:col-span-2'

/** Its fields; conditions on any attribute stand in lines of their own. */
export const fieldsOf = (definition: TableDefinition): Exclude<Filter, { kind: 'attributes' }>[] =>
  definition.filters.filter((filter) => filter.kind !== 'attributes')

// Tailwind finds classes that are written out alone.
const ofFour = ['lg:col-start-1', 'lg:col-start-2', 'lg:col-start-3', 'lg:col-start-4'] as const
const ofFive = ['xl:col-start-1', 'xl:col-start-2', 'xl:col-start-3', 'xl:col-start-4', 'xl:col-start-5'] as const

/** Apply, Clear and Reset: in what the fields leave of their last line, else in a line of their own. */
export const actionsPlace = (definition: TableDefinition): string => {
  const fields = fieldsOf(definition)
  const places = fields.length + fields.filter(({ kind }) => kind === 'search').length
  return `col-span-full ${ofFour[places % 4]} ${ofFive[places % 5]}`
}
