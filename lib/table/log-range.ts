import type { Range } from './define-table.ts'

/** The ranges of a log that is kept for so many days; it opens with the last 14. */
export function logRange(days: number): Range {
  const known = [7, 14, 30, 90, 180].filter((each) => each < days)
  const presets = [...known, days].map((each) => ({
    value: `${each}d`,
    label: each === 1 ? 'Last day' : each === 365 ? 'Last year' : `Last ${each} days`,
    days: each,
  }))
  return { label: 'Time Range', presets, default: `${Math.min(days, 14)}d`, maxDays: days }
}
