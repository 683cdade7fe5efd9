'use client'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react'
import { cn } from '#components/ui/cn.ts'
import type { Zone } from '#components/ui/format-time.ts'
import { useZone } from '#components/ui/zone.ts'
import { formatCount } from '#lib/table/words.ts'
import { RequestBars } from './request-bars.tsx'
import { bucketText, type ChartWords, countsText, type RequestBucket, requestWords, series } from './request-buckets.ts'

/**
 * Requests over time by outcome, as stacked bars, and as a table for those who do not see them. With `onSelect` a bar can
 * be chosen: by a click, or with the arrow keys and Enter.
 */
export const RequestChart = ({
  buckets,
  title,
  words = requestWords,
  isPartial,
  marked,
  onMark,
  onSelect,
  aside,
}: {
  buckets: readonly RequestBucket[]
  title: string
  words?: ChartWords
  /** Not all are counted. */
  isPartial: boolean
  /** The bar that something else on the page points to. */
  marked?: number | undefined
  onMark?: (index: number | undefined) => void
  onSelect?: (bucket: RequestBucket) => void
  aside?: ReactNode
}) => {
  const zone = useZone()
  const [pointed, setPointed] = useState<number>()
  const [chosen, setChosen] = useState(buckets.length - 1)
  const [isFocused, setFocused] = useState(false)
  const last = buckets.length - 1
  const current = Math.min(Math.max(chosen, 0), last)
  const point = (index: number | undefined) => {
    setPointed(index)
    onMark?.(index)
  }
  const lit = pointed ?? (isFocused ? current : marked)
  const told = lit === undefined ? undefined : buckets[lit]
  const move = (index: number) => {
    const next = Math.min(Math.max(index, 0), last)
    setChosen(next)
    onMark?.(next)
  }
  const press = (event: KeyboardEvent) => {
    const to = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: last }[event.key]
    const bucket = buckets[current]
    if (to !== undefined) move(to)
    else if ((event.key === 'Enter' || event.key === ' ') && bucket) onSelect?.(bucket)
    else return
    event.preventDefault()
  }
  const now = buckets[current]
  return (
    <figure className="bg-surface shadow-card mb-4 rounded-lg border px-3 pt-2.5 pb-1.5">
      <figcaption className="mb-1.5 flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <span className="font-medium">{title}</span>
        <Legend buckets={buckets} words={words} />
        <span className="text-ink-muted ml-auto text-xs tabular-nums max-sm:hidden" aria-hidden>
          {told ? `${bucketText(told, zone)}: ${countsText(told, words)}` : null}
        </span>
        {/* On narrow screens the legend has a line of its own, below. */}
        <span className="max-sm:order-1 max-sm:ml-auto">{aside}</span>
      </figcaption>
      <div className="relative h-32">
        <div aria-hidden>
          <RequestBars buckets={buckets} zone={zone} />
        </div>
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- a slider with keys where there is anything to choose */}
        <div
          className={cn('absolute top-1 right-0 bottom-5 left-9 rounded-sm', onSelect && 'cursor-pointer')}
          {...(onSelect
            ? {
                role: 'slider',
                tabIndex: 0,
                'aria-label': `${title}: a bar to narrow the time range to`,
                'aria-valuemin': 0,
                'aria-valuemax': Math.max(0, last),
                'aria-valuenow': current,
                'aria-valuetext': now ? `${bucketText(now, zone)}: ${countsText(now, words)}` : 'no bars',
                onKeyDown: press,
                onFocus: (event: { currentTarget: Element }) =>
                  setFocused(event.currentTarget.matches(':focus-visible')),
                onBlur: () => {
                  setFocused(false)
                  onMark?.(undefined)
                },
              }
            : {})}
          onPointerMove={(event) => point(indexAt(event, buckets.length))}
          onPointerLeave={() => point(undefined)}
          onClick={(event) => {
            const bucket = buckets[indexAt(event, buckets.length)]
            if (bucket) onSelect?.(bucket)
          }}
        >
          {lit === undefined ? null : (
            <span
              className="bg-accent-text/10 ring-accent-text/30 pointer-events-none absolute inset-y-0 rounded-sm ring-1"
              style={{ left: `${(lit / buckets.length) * 100}%`, width: `${100 / buckets.length}%` }}
            />
          )}
        </div>
      </div>
      {isPartial ? <p className="text-ink-muted pb-1 text-xs">{words.partial}</p> : null}
      <BucketTable title={title} buckets={buckets} words={words} zone={zone} />
    </figure>
  )
}

const indexAt = (event: Pick<PointerEvent, 'clientX' | 'currentTarget'>, count: number): number => {
  const { left, width } = event.currentTarget.getBoundingClientRect()
  return Math.min(count - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * count)))
}

const Legend = ({ buckets, words }: { buckets: readonly RequestBucket[]; words: ChartWords }) => (
  <ul className="flex flex-wrap gap-x-4 text-xs max-sm:order-2 max-sm:w-full">
    {series.map(({ key, dot }) => (
      <li key={key} className="text-ink-muted inline-flex items-center gap-1.5">
        <span aria-hidden className={cn('size-2 rounded-full', dot)} />
        {words[key]}
        <span className="text-ink font-medium tabular-nums">
          {formatCount(buckets.reduce((sum, bucket) => sum + bucket[key], 0))}
        </span>
      </li>
    ))}
  </ul>
)

/** The chart as a table; times without requests are left out. */
const BucketTable = ({
  title,
  buckets,
  words,
  zone,
}: {
  title: string
  buckets: readonly RequestBucket[]
  words: ChartWords
  zone: Zone
}) => (
  <div className="sr-only">
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          {series.map(({ key }) => (
            <th key={key} scope="col">
              {words[key]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {buckets
          .filter(({ changed, unchanged, rejected }) => changed + unchanged + rejected > 0)
          .map((bucket) => (
            <tr key={bucket.from}>
              <th scope="row">{bucketText(bucket, zone)}</th>
              {series.map(({ key }) => (
                <td key={key}>{bucket[key]}</td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  </div>
)
