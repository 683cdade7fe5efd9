'use client'
import { ListFilter } from 'lucide-react'
import { type ReactNode, useId, useState, useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { isUnreadable } from '#lib/table/search-text.ts'
import { AppliedFilters } from './applied-filters.tsx'
import { FilterBar } from './filter-bar.tsx'
import { PickedFilter } from './picked-filter.tsx'
import { SavedFiltersMenu } from './saved-filters-menu.tsx'
import { useSavedFilters } from './saved-filters.tsx'
import { TableNotices } from './table-notices.tsx'
import { TimeRange } from './time-range.tsx'
import { useRecentFilter } from './use-recent-filter.ts'
import type { TableUrl } from './use-table-url.ts'

/** Above the rows: filters, those that were saved, time range, and the table's tools at the right. */
export const TableToolbar = ({
  definition,
  url,
  tools,
}: {
  definition: TableDefinition
  url: TableUrl
  tools: ReactNode
}) => {
  const id = useId()
  const isWide = useIsWide()
  const [choice, setChoice] = useState<boolean>()
  const { place, filters, query, setPlace, setFilters } = url
  // What is wrong with a search stands in its field; and nobody wants one back that was mistyped.
  const isMistyped = isUnreadable(definition, filters)
  // Undefined: as the width has it, which only the browser knows.
  const decided = choice ?? (isMistyped ? true : undefined)
  const isOpen = decided ?? isWide
  const own = useSavedFilters(definition)
  const picked = own?.saved.find((filter) => filter.id === place.applied)
  const preset = own?.saved.find((filter) => filter.isDefault)
  useRecentFilter(own, isMistyped ? '' : query)
  return (
    <div className="mb-3 flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <Button aria-expanded={isOpen} aria-controls={id} onClick={() => setChoice(!isOpen)}>
          <ListFilter aria-hidden />
          <span>
            {decided === undefined ? (
              <>
                <span className="max-lg:hidden">Hide </span>
                <span className="max-sm:hidden lg:hidden">Show </span>
              </>
            ) : (
              <span className="max-sm:sr-only">{isOpen ? 'Hide ' : 'Show '}</span>
            )}
            Filters
          </span>
        </Button>
        {own ? (
          <SavedFiltersMenu definition={definition} own={own} picked={picked} query={query} onPick={url.pick} />
        ) : null}
        {own && picked ? (
          <PickedFilter definition={definition} own={own} picked={picked} query={query} onPick={url.pick} />
        ) : null}
        {definition.range ? (
          <TimeRange
            range={definition.range}
            choice={{ range: place.range, from: place.from, to: place.to }}
            onChange={(next) => setPlace(next)}
          />
        ) : null}
        <div className="ml-auto flex items-center gap-2">{tools}</div>
      </div>
      <FilterBar
        id={id}
        definition={definition}
        applied={filters}
        onApply={setFilters}
        onReset={() => (preset ? url.pick(preset) : url.reset())}
        // Until the reader chooses, width decides, by style alone: nothing moves when the script arrives.
        className={cn(decided === undefined ? 'max-lg:hidden' : !isOpen && 'hidden')}
      />
      <TableNotices definition={definition} />
      <AppliedFilters definition={definition} filters={filters} onChange={setFilters} />
    </div>
  )
}

const wide = '(min-width: 64rem)'

const useIsWide = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      const query = matchMedia(wide)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => matchMedia(wide).matches,
    () => true,
  )
