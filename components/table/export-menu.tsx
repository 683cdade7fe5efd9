'use client'
import { Popover } from '@base-ui/react/popover'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { Button, buttonStyles } from '#components/ui/button.tsx'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { type Extent, resultText } from '#lib/table/words.ts'
import { startExport, useExport } from './exports.ts'

/** *Export*: every row that matches, as a CSV file, with the columns that show or with all of them. */
export const ExportMenu = ({
  definition,
  shown,
  extent,
}: {
  definition: TableDefinition
  shown: readonly string[]
  extent: Extent
}) => {
  const [columns, setColumns] = useState('shown')
  const isRunning = useExport() !== undefined
  const isEmpty = extent.total === 0
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonStyles({ square: true })} aria-label="Export" title="Export">
        <Download aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} collisionPadding={8} className="z-50 outline-hidden">
          <Popover.Popup className="bg-raised shadow-popover flex w-72 max-w-[calc(100vw-1rem)] flex-col gap-2.5 rounded-lg border p-3 outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Popover.Title className="text-sm font-semibold">Export as CSV</Popover.Title>
            <Popover.Description className="text-ink-muted text-sm">
              {isEmpty
                ? `No ${definition.noun.many} match, so there is nothing to export.`
                : `All ${resultText(definition, extent)} that match, on every page. Times are in UTC.`}
            </Popover.Description>
            <SegmentedControl
              label="Columns to export"
              value={columns}
              onValueChange={setColumns}
              items={[
                { value: 'shown', label: 'Visible columns' },
                { value: 'all', label: 'All columns' },
              ]}
            />
            <Popover.Close
              render={
                <Button
                  variant="primary"
                  disabled={isRunning || isEmpty}
                  onClick={() =>
                    void startExport({
                      table: definition,
                      columns: columns === 'all' ? 'all' : shown.join(),
                      selection: { kind: 'matching', query: location.search, ...extent },
                    })
                  }
                />
              }
            >
              {isRunning ? 'An export is running' : 'Download CSV'}
            </Popover.Close>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
