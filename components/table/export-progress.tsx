'use client'
import { Button } from '#components/ui/button.tsx'
import { formatCount } from '#lib/table/words.ts'
import { cancelExport, useExport } from './exports.ts'

/** While rows are exported: how many have come, and the way to stop. Stays on the screen from page to page. */
export const ExportProgress = () => {
  const running = useExport()
  if (!running) return null
  const { title, rows, total } = running
  const share = total ? Math.min(100, Math.round((rows / total) * 100)) : undefined
  return (
    <section
      aria-label="Export"
      className="bg-raised shadow-popover fixed bottom-3 left-1/2 z-30 flex w-[min(24rem,calc(100vw-1.5rem))] -translate-x-1/2 items-center gap-3 rounded-lg border py-2 pr-2 pl-3 text-sm"
    >
      <div className="min-w-0 flex-1">
        <p className="truncate">
          <span className="font-medium">Exporting {title}</span>
          <span className="text-ink-muted tabular-nums">
            {' '}
            {formatCount(rows)} {total === undefined ? 'rows so far' : `of ${formatCount(total)} rows`}
          </span>
        </p>
        <div
          role="progressbar"
          aria-label={`Exporting ${title}`}
          aria-valuetext={`${formatCount(rows)} rows so far`}
          {...(share === undefined ? {} : { 'aria-valuenow': share })}
          className="bg-sunken mt-1.5 h-1 overflow-hidden rounded-full"
        >
          <div
            className={share === undefined ? 'bg-accent animate-progress h-full w-1/4' : 'bg-accent h-full'}
            style={share === undefined ? undefined : { width: `${share}%` }}
          />
        </div>
      </div>
      <Button size="sm" onClick={cancelExport}>
        Cancel
      </Button>
    </section>
  )
}
