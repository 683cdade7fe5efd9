'use client'
import { Bookmark, ChevronDown } from 'lucide-react'
import { buttonStyles } from '#components/ui/button.tsx'
import { ClosedTrigger } from '#components/ui/closed-trigger.tsx'
import { cn } from '#components/ui/cn.ts'
import { onDemand } from '#components/ui/on-demand.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import type { SavedFilter } from '#lib/table/saved-filter.ts'
import type { SavedFilters } from './saved-filters.tsx'

export type SavedFiltersMenuProps = {
  definition: TableDefinition
  own: SavedFilters
  picked: SavedFilter | undefined
  /** What is applied now. */
  query: string
  onPick: (filter: SavedFilter) => void
}

const SavedFiltersPopover = onDemand(async () => (await import('./saved-filters-popover.tsx')).SavedFiltersPopover)

/** The drop-down beside *Hide Filters*: saved filters, those applied lately, and *Save Applied Filter*. */
export const SavedFiltersMenu = (props: SavedFiltersMenuProps) => {
  const trigger = (
    <button type="button" className={cn(buttonStyles(), 'max-w-56 min-w-0')}>
      <Bookmark aria-hidden />
      <span className="truncate max-sm:sr-only">{props.picked?.name ?? 'Saved filters'}</span>
      <ChevronDown className="text-ink-faint" aria-hidden />
    </button>
  )
  return (
    <SavedFiltersPopover
      {...props}
      trigger={trigger}
      renderBefore={(need) => <ClosedTrigger trigger={trigger} opens="dialog" onOpen={need} />}
    />
  )
}
