'use client'
import { ChevronFirst, ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import { type PageSize, pageSizes, type TableDefinition } from '#lib/table/define-table.ts'
import { type Extent, showingText } from '#lib/table/words.ts'

/** Where the reader is among all rows, and the way to the others. */
export const Pagination = ({
  definition,
  extent,
  hasMore,
  onPage,
  onSize,
}: {
  definition: TableDefinition
  extent: Extent
  hasMore: boolean
  onPage: (page: number) => void
  onSize: (size: PageSize) => void
}) => (
  <nav
    aria-label={`Pages of ${definition.title}`}
    className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-1 pt-2.5"
  >
    <p className="text-ink-muted text-sm tabular-nums">{showingText(extent)}</p>
    <div className="flex items-center gap-1.5">
      <Select
        aria-label="Rows per page"
        className="w-32"
        value={String(extent.size)}
        items={pageSizes.map((size) => ({ value: String(size), label: `${size} per page` }))}
        onValueChange={(value) => {
          const size = pageSizes.find((each) => String(each) === value)
          if (size) onSize(size)
        }}
      />
      <Button square aria-label="First page" disabled={extent.page === 1} onClick={() => onPage(1)}>
        <ChevronFirst aria-hidden />
      </Button>
      <Button square aria-label="Previous page" disabled={extent.page === 1} onClick={() => onPage(extent.page - 1)}>
        <ChevronLeft aria-hidden />
      </Button>
      <span className="text-ink-muted px-1 text-sm whitespace-nowrap tabular-nums">
        {extent.isTotalCapped
          ? `Page ${extent.page}`
          : `Page ${extent.page} of ${Math.max(1, Math.ceil(extent.total / extent.size))}`}
      </span>
      <Button square aria-label="Next page" disabled={!hasMore} onClick={() => onPage(extent.page + 1)}>
        <ChevronRight aria-hidden />
      </Button>
    </div>
  </nav>
)
