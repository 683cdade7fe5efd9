'use client'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { memo } from 'react'
import { type RequestBucket, series, tickText } from './request-buckets.ts'

/** Where the bars stand in the picture, in px: whatever lies over them goes by it. */
export const plot = { left: 36, right: 0, top: 4, bottom: 20, height: 128 } as const

const Picture = ({ buckets, zone }: { buckets: readonly RequestBucket[]; zone: 'local' | 'utc' }) => (
  <ResponsiveContainer width="100%" height={plot.height}>
    <BarChart
      data={[...buckets]}
      margin={{ left: 0, right: plot.right, top: plot.top, bottom: 0 }}
      barCategoryGap="12%"
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="from"
        height={plot.bottom}
        tickFormatter={(from: string) => tickText(from, buckets, zone)}
        tick={{ fontSize: 11, fill: 'var(--ink-muted)' }}
        tickLine={false}
        axisLine={{ stroke: 'var(--line)' }}
        interval="equidistantPreserveStart"
        minTickGap={28}
      />
      <YAxis
        width={plot.left}
        allowDecimals={false}
        tickCount={3}
        tickFormatter={shortCount}
        tick={{ fontSize: 11, fill: 'var(--ink-muted)' }}
        tickLine={false}
        axisLine={false}
      />
      {series.map(({ key, colour }) => (
        <Bar key={key} dataKey={key} stackId="requests" fill={colour} isAnimationActive={false} maxBarSize={28} />
      ))}
    </BarChart>
  </ResponsiveContainer>
)

/** The picture alone: stacked bars. What it shows is told by whoever frames it, who may be drawn anew at every move. */
export const RequestBars = memo(Picture)

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const shortCount = (count: number): string => compact.format(count)
