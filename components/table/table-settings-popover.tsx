'use client'
import { Popover } from '@base-ui/react/popover'
import { Keyboard } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import type { TriggerElement } from '#components/ui/closed-trigger.tsx'
import { SegmentedControl } from '#components/ui/segmented-control.tsx'
import type { Density } from '#lib/table/settings.ts'
import { ColumnList } from './column-list.tsx'
import { SortList } from './sort-list.tsx'
import type { TableSettingsMenuProps } from './table-settings-menu.tsx'

const densities: { value: Density; label: string }[] = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
]

/** A `TableSettingsMenu` that has been opened. */
export const TableSettingsPopover = ({
  trigger,
  definition,
  url,
  arrangement,
  onHelp,
}: TableSettingsMenuProps & { trigger: TriggerElement }) => (
  <Popover.Root defaultOpen>
    <Popover.Trigger render={trigger} />
    <Popover.Portal>
      <Popover.Positioner align="end" sideOffset={4} collisionPadding={8} className="z-50 outline-hidden">
        <Popover.Popup className="bg-raised shadow-popover flex max-h-(--available-height) w-80 max-w-[calc(100vw-1rem)] flex-col overflow-y-auto overscroll-contain rounded-lg border outline-hidden transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Popover.Title className="px-3 pt-2.5 text-sm font-semibold">Table Settings</Popover.Title>
          <ColumnList
            definition={definition}
            shown={arrangement.columns}
            onChange={(columns) => arrangement.rearrange({ columns })}
          />
          <SortList definition={definition} sort={url.place.sort} onChange={(sort) => url.setPlace({ sort })} />
          <div className="flex items-center justify-between gap-2 border-t px-3 py-2.5">
            <SegmentedControl
              label="Density"
              value={arrangement.density}
              items={densities}
              onValueChange={(value) => {
                const density = densities.find((each) => each.value === value)
                if (density) arrangement.rearrange({ density: density.value })
              }}
            />
            <Button variant="ghost" size="sm" onClick={arrangement.reset}>
              Reset
            </Button>
          </div>
          <Popover.Close
            onClick={onHelp}
            className="text-ink-muted hover:bg-hover hover:text-ink flex h-9 shrink-0 items-center gap-2 border-t px-3 text-left text-sm"
          >
            <Keyboard className="size-4" aria-hidden />
            Keyboard shortcuts
          </Popover.Close>
        </Popover.Popup>
      </Popover.Positioner>
    </Popover.Portal>
  </Popover.Root>
)
