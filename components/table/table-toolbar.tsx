'use client'
import { ListFilter } from 'lucide-react'
import { type ReactNode, useId, useState, useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { AppliedFilters } from './applied-filters.tsx'
import { FilterBar } from './filter-bar.tsx'
import { TimeRange } from './time-range.tsx'
import type { TableUrl } from './use-table-url.ts'

/** Above the rows: filters, time range, and the table's tools at the right. */
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
  const isOpen = choice ?? isWide
  const { place, filters, setPlace, setFilters } = url
  return (
    <div className="mb-3 flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <Button aria-expanded={isOpen} aria-controls={id} onClick={() => setChoice(!isOpen)}>
          <ListFilter aria-hidden />
          <span>
            {choice === undefined ? (
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
        // Until the reader chooses, width decides, by style alone: nothing moves when the script arrives.
        className={cn(choice === undefined ? 'max-lg:hidden' : !isOpen && 'hidden')}
      />
      <AppliedFilters definition={definition} filters={filters} onRemove={(each) => setFilters({ [each]: null })} />
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
