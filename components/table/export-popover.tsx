'use client'
import { Popover } from '@base-ui/react/popover'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { TriggerElement } from '#components/ui/closed-trigger.tsx'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'
import { resultText } from '#lib/table/words.ts'
import type { ExportMenuProps } from './export-menu.tsx'
import { startExport, useExport } from './exports.ts'

/** An `ExportMenu` that has been opened. */
export const ExportPopover = ({
  trigger,
  definition,
  shown,
  extent,
}: ExportMenuProps & { trigger: TriggerElement }) => {
  const [columns, setColumns] = useState('shown')
  const isRunning = useExport() !== undefined
  const isEmpty = extent.total === 0
  const also = definition.alsoMatching === undefined ? '' : `, and ${definition.alsoMatching}`
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger render={trigger} />
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} collisionPadding={8} className="z-50 outline-hidden">
          <Popover.Popup className="bg-raised shadow-popover flex w-72 max-w-[calc(100vw-1rem)] flex-col gap-2.5 rounded-lg border p-3 outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Popover.Title className="text-sm font-semibold">Export as CSV</Popover.Title>
            <Popover.Description className="text-ink-muted text-sm">
              {isEmpty
                ? `No ${definition.noun.many} match, so there is nothing to export.`
                : `All ${resultText(definition, extent)} that match, on every page${also}. Times are in UTC.`}
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
