'use client'
import type { RequestBucket } from '#components/charts/request-buckets.ts'
import { RequestChart } from '#components/charts/request-chart.tsx'
import { useTableUrl } from '#components/table/use-table-url.ts'
import type { decisionLog } from '#lib/table/decision-log.ts'

/** Decisions over time. A bar that is chosen becomes the time range; Back restores it. */
export const DecisionChart = ({
  chart,
  definition,
}: {
  chart: { buckets: readonly RequestBucket[]; isPartial: boolean }
  definition: typeof decisionLog
}) => {
  const { setPlace } = useTableUrl(definition)
  return (
    <RequestChart
      title="Decisions over time"
      buckets={chart.buckets}
      words={words}
      isPartial={chart.isPartial}
      onSelect={({ from, to }) =>
        setPlace({ range: 'custom', from: new Date(from), to: new Date(Date.parse(to) - 1), row: null })
      }
    />
  )
}

const words = {
  changed: 'Allowed',
  unchanged: 'Other policies',
  rejected: 'Blocked',
  said: { changed: 'allowed', unchanged: 'of other policies', rejected: 'blocked' },
  none: 'no decisions',
  partial: 'So many match that only the newest 10,000 of them are counted.',
} as const
