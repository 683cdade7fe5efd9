'use client'
import { Settings2 } from 'lucide-react'
import { buttonStyles } from '#components/ui/button.tsx'
import { ClosedTrigger } from '#components/ui/closed-trigger.tsx'
import { onDemand } from '#components/ui/on-demand.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import type { TableArrangement } from './table-settings.tsx'
import type { TableUrl } from './use-table-url.ts'

export type TableSettingsMenuProps = {
  definition: TableDefinition
  url: TableUrl
  arrangement: TableArrangement
  onHelp: () => void
}

const TableSettingsPopover = onDemand(async () => (await import('./table-settings-popover.tsx')).TableSettingsPopover)

/** *Table Settings*: which columns show and in which order, what the rows are sorted by, how close they stand. */
export const TableSettingsMenu = (props: TableSettingsMenuProps) => {
  const trigger = (
    <button type="button" className={buttonStyles({ square: true })} aria-label="Table Settings" title="Table Settings">
      <Settings2 aria-hidden />
    </button>
  )
  return (
    <TableSettingsPopover
      {...props}
      trigger={trigger}
      renderBefore={(need) => <ClosedTrigger trigger={trigger} opens="dialog" onOpen={need} />}
    />
  )
}
