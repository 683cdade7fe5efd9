'use client'
import { Progress } from '@base-ui/react/progress'
import { Button } from '#components/ui/button.tsx'
import { formatCount } from '#lib/table/words.ts'
import { cancelExport, useExport } from './exports.ts'

/** While rows are exported: how many have come, and the way to stop. Stays on the screen from page to page. */
export const ExportProgress = () => {
  const running = useExport()
  if (!running) return null
  const { title, rows, total } = running
  const share = total ? Math.min(100, Math.round((rows / total) * 100)) : null
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
        <Progress.Root
          value={share}
          aria-label={`Exporting ${title}`}
          getAriaValueText={() => `${formatCount(rows)} rows so far`}
        >
          <Progress.Track className="bg-sunken mt-1.5 block h-1 overflow-hidden rounded-full">
            <Progress.Indicator className="bg-accent data-indeterminate:animate-progress block h-full data-indeterminate:w-1/4" />
          </Progress.Track>
        </Progress.Root>
      </div>
      <Button size="sm" onClick={cancelExport}>
        Cancel
      </Button>
    </section>
  )
}
