import { formatCount } from '#lib/table/words.ts'

/** How many values there are; where not all are kept, that there are more. */
export const valuesText = (values: number, isCapped: boolean): string =>
  isCapped ? `more than ${formatCount(values)}` : formatCount(values)
