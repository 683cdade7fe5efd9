import type { Column } from '#lib/table/define-table.ts'

export const cellStyles = 'px-2.5 md:first:pl-4'

/** Figures stand to the right, so that their digits line up. */
export const isNumber = (column: Column | undefined): boolean => column?.kind === 'count' || column?.kind === 'duration'
