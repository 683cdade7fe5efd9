import { totalCap, type TableDefinition } from './define-table.ts'

const number = new Intl.NumberFormat('en-US')

/** `4,312`. */
export const formatCount = (count: number): string => number.format(count)

/** One page of a table's rows, with what is known about the rest. */
export type Extent = {
  readonly page: number
  readonly size: number
  readonly shown: number
  readonly total: number
  /** There are more than `total`, which is then the cap. */
  readonly isTotalCapped: boolean
}

/** `4,312`, or `more than 10,000`. */
export const totalText = ({ total, isTotalCapped }: Pick<Extent, 'total' | 'isTotalCapped'>): string =>
  isTotalCapped ? `more than ${formatCount(totalCap)}` : formatCount(total)

/** `Showing 51–100 of 4,312`. */
export const showingText = (extent: Extent): string => {
  const first = (extent.page - 1) * extent.size + 1
  if (extent.shown === 0) return `Showing 0 of ${totalText(extent)}`
  return `Showing ${formatCount(first)}–${formatCount(first + extent.shown - 1)} of ${totalText(extent)}`
}

/** The number of the last page; undefined while nobody has counted to the end. */
export const lastPage = ({ total, size, isTotalCapped }: Pick<Extent, 'total' | 'size' | 'isTotalCapped'>) =>
  isTotalCapped ? undefined : Math.max(1, Math.ceil(total / size))

/** What is announced when results arrive: `28 users`. */
export const resultText = ({ noun }: TableDefinition, extent: Pick<Extent, 'total' | 'isTotalCapped'>): string =>
  `${totalText(extent)} ${extent.total === 1 && !extent.isTotalCapped ? noun.one : noun.many}`

/** The texts of a table that shows no rows: why not, and what to do. */
export const messages = ({ noun, title, whenEmpty }: TableDefinition) => ({
  empty: { title: `No ${noun.many} yet`, text: whenEmpty },
  noMatch: { title: `No ${noun.many} match`, text: `Change or clear the filters to see other ${noun.many}.` },
  unreadable: {
    title: 'The search is not understood',
    text: `The search box says what is wrong. Correct or clear it to see ${noun.many}.`,
  },
  beyond: { title: 'This page is past the end', text: `There are fewer ${noun.many} than this page number needs.` },
  loading: { title: `Loading ${title}`, text: '' },
  error: {
    title: `${title} could not be loaded`,
    text: 'The database did not answer in time or refused. Nothing was changed, and provisioning goes on.',
  },
  denied: {
    title: `You do not have permission to see ${title}`,
    text: 'Ask an owner of this portal for a role that includes it.',
  },
})
