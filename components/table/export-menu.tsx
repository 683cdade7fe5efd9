'use client'
import { Download } from 'lucide-react'
import { buttonStyles } from '#components/ui/button.tsx'
import { ClosedTrigger } from '#components/ui/closed-trigger.tsx'
import { onDemand } from '#components/ui/on-demand.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import type { Extent } from '#lib/table/words.ts'

export type ExportMenuProps = {
  definition: TableDefinition
  shown: readonly string[]
  extent: Extent
}

const ExportPopover = onDemand(async () => (await import('./export-popover.tsx')).ExportPopover)

/** *Export*: every row that matches, as a CSV file, with the columns that show or with all of them. */
export const ExportMenu = (props: ExportMenuProps) => {
  const trigger = (
    <button type="button" className={buttonStyles({ square: true })} aria-label="Export" title="Export">
      <Download aria-hidden />
    </button>
  )
  return (
    <ExportPopover
      {...props}
      trigger={trigger}
      renderBefore={(need) => <ClosedTrigger trigger={trigger} opens="dialog" onOpen={need} />}
    />
  )
}
