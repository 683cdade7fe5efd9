'use client'
import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useMemo, useState } from 'react'
import { bucketText, type RequestBucket } from '#components/charts/request-buckets.ts'
import { RequestChart } from '#components/charts/request-chart.tsx'
import type { TableUrl } from '#components/table/use-table-url.ts'
import { useZone } from '#components/ui/zone.ts'
import { timeOfLog } from './sync-log-time.ts'
import { useRowMarks } from './use-row-marks.ts'

export type SyncLogChartView = { buckets: RequestBucket[]; isPartial: boolean }

/** The chart above the log. A bar that is chosen becomes the time range, as a chip that can be removed; Back restores it. */
export const SyncLogChart = ({
  chart,
  url: { place, setPlace },
  area,
  rows,
  aside,
}: {
  chart: SyncLogChartView
  url: TableUrl
  /** Where the rows are: a bar lights its rows up, and a row its bar. */
  area: RefObject<HTMLElement | null>
  rows: unknown
  aside: ReactNode
}) => {
  const [bar, setBar] = useState<number>()
  const bucket = bar === undefined ? undefined : chart.buckets[bar]
  const isLit = useMemo(() => {
    if (!bucket) return undefined
    const [from, to] = [Date.parse(bucket.from), Date.parse(bucket.to)]
    return (id: string) => timeOfLog(id) >= from && timeOfLog(id) < to
  }, [bucket])
  useRowMarks(area, 'data-lit', isLit, rows)
  const marked = usePointedBar(area, chart.buckets)
  return (
    <>
      <RequestChart
        title="Requests over time"
        buckets={chart.buckets}
        isPartial={chart.isPartial}
        marked={marked}
        onMark={setBar}
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
}

/** The bar of the row that the pointer is on. */
const usePointedBar = (area: RefObject<HTMLElement | null>, buckets: readonly RequestBucket[]): number | undefined => {
  const [pointed, setPointed] = useState<number>()
  useEffect(() => {
    const element = area.current
    if (!element) return undefined
    const point = (event: PointerEvent) => {
      const row = event.target instanceof Element ? event.target.closest('tr[data-row]') : null
      const at = row ? timeOfLog(row.getAttribute('data-row') ?? '') : Number.NaN
      const index = buckets.findIndex(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to))
      setPointed(index < 0 ? undefined : index)
    }
    const leave = () => setPointed(undefined)
    element.addEventListener('pointerover', point)
    element.addEventListener('pointerleave', leave)
    return () => {
      element.removeEventListener('pointerover', point)
      element.removeEventListener('pointerleave', leave)
    }
  }, [area, buckets])
  return pointed
}

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
