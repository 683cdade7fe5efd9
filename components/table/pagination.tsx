'use client'
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { controlStyles } from '#components/ui/input.tsx'
import { cn } from '#components/ui/cn.ts'
import { Select } from '#components/ui/select.tsx'
import { type PageSize, pageSizes, type TableDefinition } from '#lib/table/define-table.ts'
import { type Extent, formatCount, lastPage, showingText } from '#lib/table/words.ts'

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
}) => {
  const last = lastPage(extent)
  return (
    <nav
      aria-label={`Pages of ${definition.title}`}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-1 pt-2.5"
    >
      <p className="text-ink-muted text-sm tabular-nums">{showingText(extent)}</p>
      <div className="flex flex-wrap items-center gap-1.5">
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
        <Button
          square
          aria-label="First page"
          className="max-sm:hidden"
          disabled={extent.page === 1}
          onClick={() => onPage(1)}
        >
          <ChevronFirst aria-hidden />
        </Button>
        <Button square aria-label="Previous page" disabled={extent.page === 1} onClick={() => onPage(extent.page - 1)}>
          <ChevronLeft aria-hidden />
        </Button>
        <PageInput key={extent.page} page={extent.page} last={last} onPage={onPage} />
        <Button square aria-label="Next page" disabled={!hasMore} onClick={() => onPage(extent.page + 1)}>
          <ChevronRight aria-hidden />
        </Button>
        {last === undefined ? null : (
          <Button
            square
            aria-label="Last page"
            className="max-sm:hidden"
            disabled={extent.page >= last}
            onClick={() => onPage(last)}
          >
            <ChevronLast aria-hidden />
          </Button>
        )}
      </div>
    </nav>
  )
}

/** The page's number, to be typed over. Enter goes there; leaving it puts the number back. */
const PageInput = ({
  page,
  last,
  onPage,
}: {
  page: number
  last: number | undefined
  onPage: (page: number) => void
}) => {
  const [text, setText] = useState(String(page))
  const go = () => {
    const asked = Number(text)
    const isPage = Number.isInteger(asked) && asked >= 1
    const next = isPage ? Math.min(asked, last ?? asked) : page
    if (next === page) setText(String(page))
    else onPage(next)
  }
  return (
    <form
      className="text-ink-muted flex items-center gap-1.5 px-1 text-sm whitespace-nowrap tabular-nums"
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      <label className="flex items-center gap-1.5">
        Page
        <input
          inputMode="numeric"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value.replaceAll(/\D/g, '').slice(0, 8))}
          onFocus={(event) => event.target.select()}
          onBlur={() => setText(String(page))}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setText(String(page))
          }}
          style={{ width: `${Math.max(2, text.length) + 2.5}ch` }}
          className={cn(controlStyles, 'h-8 px-1.5 text-center')}
        />
      </label>
      {last === undefined ? null : <span>of {formatCount(last)}</span>}
    </form>
  )
}
