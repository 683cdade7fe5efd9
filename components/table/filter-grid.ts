import { cn } from '#components/ui/cn.ts'
import type { Filter, TableDefinition } from '#lib/table/define-table.ts'

// How the filter bar is divided, which its skeleton has to know as well.

export const filterGrid = 'grid grid-cols-1 gap-x-3 gap-y-2.5 sm:grid-cols-2 lg:grid-cols-4 xl:grid-cols-5'

/** A search takes two places. */
export const searchSpan = 'sm:col-span-2'

/** Its fields; conditions on any attribute stand in lines of their own. */
export const fieldsOf = (definition: TableDefinition): Exclude<Filter, { kind: 'attributes' }>[] =>
  definition.filters.filter((filter) => filter.kind !== 'attributes')

/** Apply, Clear and Reset: in the last place where a line has one left, else in a line of their own. */
export const actionsPlace = (definition: TableDefinition): string => {
  const fields = fieldsOf(definition)
  if (fields.length < definition.filters.length) return 'col-span-full'
  const places = fields.length + fields.filter(({ kind }) => kind === 'search').length
  return cn(
    'col-span-full',
    places % 4 === 0 ? 'lg:col-span-full' : 'lg:col-span-1 lg:col-start-4',
    places % 5 === 0 ? 'xl:col-span-full' : 'xl:col-span-1 xl:col-start-5',
  )
}
