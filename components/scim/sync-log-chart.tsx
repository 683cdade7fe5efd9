'use client'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { bucketText, type RequestBucket } from '#components/charts/request-buckets.ts'
import { RequestChart } from '#components/charts/request-chart.tsx'
import type { TableUrl } from '#components/table/use-table-url.ts'
import { useZone } from '#components/table/zone.ts'

export type SyncLogChartView = { buckets: RequestBucket[]; isPartial: boolean }

/** The chart above the log. A bar that is chosen becomes the time range, as a chip that can be removed; Back restores it. */
export const SyncLogChart = ({
  chart,
  url: { place, setPlace },
  marked,
  onMark,
  aside,
}: {
  chart: SyncLogChartView
  url: TableUrl
  marked: number | undefined
  onMark: (index: number | undefined) => void
  aside: ReactNode
}) => (
  <>
    <RequestChart
      title="Requests over time"
      buckets={chart.buckets}
      isPartial={chart.isPartial}
      marked={marked}
      onMark={onMark}
      onSelect={({ from, to }) =>
        setPlace({ range: 'custom', from: new Date(from), to: new Date(Date.parse(to) - 1), row: null })
      }
      aside={aside}
    />
    {place.range === 'custom' && place.from && place.to ? (
      <RangeChip
        from={place.from}
        to={place.to}
        onRemove={() => setPlace({ range: null, from: null, to: null, row: null })}
      />
    ) : null}
  </>
)

const RangeChip = ({ from, to, onRemove }: { from: Date; to: Date; onRemove: () => void }) => {
  const zone = useZone()
  const end = new Date(Math.ceil((to.getTime() + 1) / 1000) * 1000)
  const text = bucketText({ from: from.toISOString(), to: end.toISOString() }, zone)
  return (
    <p className="mb-3 flex items-center gap-1.5 text-sm">
      <span className="bg-surface inline-flex h-6 items-center rounded-md border pl-2">
        <span className="text-ink-muted mr-1">Time Range:</span>
        {text}
        <button
          type="button"
          aria-label={`Remove time range ${text}`}
          onClick={onRemove}
          className="text-ink-faint hover:text-ink grid size-6 shrink-0 place-items-center rounded-md"
        >
          <X className="size-3.5" aria-hidden />
        </button>
      </span>
    </p>
  )
}
