'use client'
import { Checkbox } from '#components/ui/checkbox.tsx'
import type { HouseTable } from './house-table.ts'

/** In the header: selects the rows of this page, or none of them. */
export const SelectRows = <Row extends { readonly id: string }>({ table }: { table: HouseTable<Row> }) => {
  const isEvery = table.getIsAllPageRowsSelected()
  return (
    <Checkbox
      aria-label="Select all rows of this page"
      checked={isEvery}
      isPartial={!isEvery && table.getIsSomePageRowsSelected()}
      onToggle={(checked) => table.toggleAllPageRowsSelected(checked)}
    />
  )
}

/** In a row: selects it. With Shift, everything from the row selected before. */
export const SelectRow = ({
  name,
  isSelected,
  onToggle,
}: {
  name: string
  isSelected: boolean
  onToggle: (isSelected: boolean, event: Event) => void
}) => <Checkbox aria-label={`Select ${name}`} checked={isSelected} onToggle={onToggle} />
