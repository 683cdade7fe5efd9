'use client'
import { memo } from 'react'
import { cn } from '#components/ui/cn.ts'
import type { Zone } from '#components/ui/format-time.ts'
import { type RequestBucket, series, tickText } from './request-buckets.ts'
import { labelled, scaleFor } from './scale.ts'

// Drawn by hand: a chart library weighed as much as all other script of a page that is ours.

const Picture = ({ buckets, zone }: { buckets: readonly RequestBucket[]; zone: Zone }) => {
  const totals = buckets.map(({ changed, unchanged, rejected }) => changed + unchanged + rejected)
  const { middle, top } = scaleFor(Math.max(0, ...totals))
  const texts = buckets.map(({ from }) => tickText(from, buckets, zone))
  return (
    <div className="text-ink-muted relative h-32 text-[0.6875rem] leading-none">
      <Line className="top-1 border-dashed" count={top} />
      <Line className="top-14 border-dashed" count={middle} />
      <Line className="top-27" count={0} />
      <div
        className="absolute top-1 right-0 bottom-5 left-9 grid items-end"
        style={{ gridTemplateColumns: `repeat(${buckets.length}, minmax(0, 1fr))` }}
      >
        {buckets.map((bucket, at) =>
          totals[at] === 0 ? null : (
            <div
              key={bucket.from}
              className="mx-auto flex h-full w-[88%] max-w-7 flex-col-reverse"
              style={{ gridColumn: at + 1, gridRow: 1 }}
            >
              {series.map(({ key, dot }) =>
                bucket[key] === 0 ? null : (
                  <span key={key} className={dot} style={{ height: `${(bucket[key] / top) * 100}%` }} />
                ),
              )}
            </div>
          ),
        )}
      </div>
      <div className="absolute right-0 bottom-0 left-9 h-4">
        {labelled(texts, 10).map((at, place) => (
          <span
            key={at}
            // Narrow screens have room for every other one.
            className={cn('absolute -translate-x-1/2 whitespace-nowrap', place % 2 === 1 && 'max-sm:hidden')}
            // The first keeps clear of the axis, the last within the chart.
            style={{ left: `clamp(1.25rem, ${((at + 0.5) / buckets.length) * 100}%, 100% - 1.25rem)` }}
          >
            {texts[at]}
          </span>
        ))}
      </div>
    </div>
  )
}

/** The picture alone: stacked bars. What it shows is told by whoever frames it, who may be drawn anew at every move. */
export const RequestBars = memo(Picture)

/** A count of the axis, and its line across the bars. */
const Line = ({ count, className }: { count: number; className: string }) => (
  <div className={cn('absolute right-0 left-9 border-t', className)}>
    <span className="absolute right-full mr-1.5 -translate-y-1/2 tabular-nums">{compact.format(count)}</span>
  </div>
)

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
