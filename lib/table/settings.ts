import type { TableDefinition } from './define-table.ts'

export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]

/** Widths in CSS pixels by column id. A column without one is as wide as its cells ask for. */
export type Widths = Readonly<Record<string, number>>

/** How an administrator has arranged a table. What is absent is as the table was declared. */
export type TableSettings = {
  /** The columns that show, in their order. */
  readonly columns?: readonly string[]
  readonly widths?: Widths
  readonly density?: Density
}

/** What a table looks like, with nothing left open. */
export type Arrangement = {
  readonly columns: readonly string[]
  readonly widths: Widths
  readonly density: Density
}

/** At least so many columns stay. */
export const fewestColumns = 2

export const widthBounds = { least: 56, most: 960 } as const

/** A width within the bounds, in whole pixels. */
export const clampWidth = (width: number): number =>
  Math.round(Math.min(widthBounds.most, Math.max(widthBounds.least, width)))

/** The columns that show unless others were chosen. */
export const defaultColumns = ({ columns }: TableDefinition): readonly string[] =>
  columns.filter((column) => !column.hidden).map(({ id }) => id)

/** The address decides; what it leaves open, the settings kept for this administrator; then the declaration. */
export const arrange = (
  definition: TableDefinition,
  address: { [Key in keyof TableSettings]?: TableSettings[Key] | null },
  kept: TableSettings | undefined,
): Arrangement => {
  // Kept settings may be older than the table's columns.
  const isKnown = (id: string) => definition.columns.some((column) => column.id === id)
  const keptColumns = kept?.columns?.filter(isKnown) ?? []
  return {
    columns: address.columns ?? (keptColumns.length >= fewestColumns ? keptColumns : defaultColumns(definition)),
    widths: address.widths ?? kept?.widths ?? {},
    density: address.density ?? kept?.density ?? 'comfortable',
  }
}

/** Every column for a list to arrange: those that show in their order, each hidden one after its declared neighbour. */
export const columnOrder = ({ columns }: TableDefinition, shown: readonly string[]): readonly string[] => {
  const order = [...shown]
  for (const [at, { id }] of columns.entries()) {
    if (order.includes(id)) continue
    const before = columns[at - 1]?.id
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id)
  }
  return order
}

/** The list with one item put at another place. */
export const moved = <T>(items: readonly T[], item: T, to: number): readonly T[] => {
  const others = items.filter((each) => each !== item)
  const place = Math.max(0, Math.min(others.length, to))
  return [...others.slice(0, place), item, ...others.slice(place)]
}
