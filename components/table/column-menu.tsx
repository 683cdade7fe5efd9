'use client'
import { Menu } from '@base-ui/react/menu'
import { Check, Columns3 } from 'lucide-react'
import { buttonStyles } from '#components/ui/button.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'

/** The columns that show unless others were chosen. */
export const defaultColumns = ({ columns }: TableDefinition): readonly string[] =>
  columns.filter((column) => !column.hidden).map(({ id }) => id)

/** Ticks columns on and off. At least two stay. */
export const ColumnMenu = ({
  definition,
  shown,
  onChange,
}: {
  definition: TableDefinition
  shown: readonly string[]
  onChange: (shown: readonly string[] | null) => void
}) => {
  const toggle = (id: string) => {
    const next = definition.columns
      .map((column) => column.id)
      .filter((each) => (each === id ? !shown.includes(id) : shown.includes(each)))
    onChange(next.join() === defaultColumns(definition).join() ? null : next)
  }
  return (
    <Menu.Root>
      <Menu.Trigger className={buttonStyles({ square: true })} aria-label="Table Settings" title="Table Settings">
        <Columns3 aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="z-50 outline-hidden">
          <Menu.Popup className="bg-raised shadow-popover min-w-56 rounded-lg border p-1 outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Menu.Group>
              <Menu.GroupLabel className="text-ink-faint px-2 py-1 text-xs">Columns</Menu.GroupLabel>
              {definition.columns.map((column) => {
                const isShown = shown.includes(column.id)
                return (
                  <Menu.CheckboxItem
                    key={column.id}
                    checked={isShown}
                    disabled={isShown && shown.length <= 2}
                    closeOnClick={false}
                    onCheckedChange={() => toggle(column.id)}
                    className={itemStyles}
                  >
                    <Menu.CheckboxItemIndicator>
                      <Check className="text-accent-text size-3.5" aria-hidden />
                    </Menu.CheckboxItemIndicator>
                    <span className="col-start-2">{column.label}</span>
                  </Menu.CheckboxItem>
                )
              })}
            </Menu.Group>
            <Menu.Separator className="bg-line my-1 h-px" />
            <Menu.Item className={itemStyles} onClick={() => onChange(null)}>
              <span className="col-start-2">Reset</span>
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

const itemStyles =
  'grid min-h-7 cursor-default grid-cols-[1rem_1fr] items-center gap-2 rounded-md px-1.5 py-1 text-sm outline-hidden select-none data-disabled:text-ink-faint data-highlighted:bg-hover'
