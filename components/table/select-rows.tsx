'use client'
import { Checkbox } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import { checkboxStyles } from './checkbox-styles.ts'
import type { HouseTable } from './house-table.ts'

/** In the header: selects the rows of this page, or none of them. */
export const SelectRows = <Row extends { readonly id: string }>({ table }: { table: HouseTable<Row> }) => {
  const isEvery = table.getIsAllPageRowsSelected()
  return (
    <Checkbox.Root
      aria-label="Select all rows of this page"
      checked={isEvery}
      indeterminate={!isEvery && table.getIsSomePageRowsSelected()}
      onCheckedChange={(checked) => table.toggleAllPageRowsSelected(checked)}
      className={checkboxStyles}
    >
      <Mark isPartial={!isEvery} />
    </Checkbox.Root>
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
}) => (
  <Checkbox.Root
    aria-label={`Select ${name}`}
    checked={isSelected}
    onCheckedChange={(checked, { event }) => onToggle(checked, event)}
    className={checkboxStyles}
  >
    <Mark isPartial={false} />
  </Checkbox.Root>
)

const Mark = ({ isPartial }: { isPartial: boolean }) => (
  <Checkbox.Indicator>
    {isPartial ? <Minus className="size-3" aria-hidden /> : <Check className="size-3" aria-hidden />}
  </Checkbox.Indicator>
)
