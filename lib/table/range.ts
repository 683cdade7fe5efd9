import type { Range } from './define-table.ts'

/** Both ends included; undefined is open. */
export type Instants = { readonly from: Date | undefined; readonly to: Date | undefined }

const DAY_MS = 86_400_000

/** The instants that a choice of range means at `now`. A custom range is cut to the last `maxDays`. */
export const resolveRange = (
  range: Range | undefined,
  choice: { range: string | null; from: Date | null; to: Date | null },
  now: Date,
): Instants => {
  if (!range) return { from: undefined, to: undefined }
  const back = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const chosen = choice.range ?? range.default
  if (chosen === 'custom' && (choice.from ?? choice.to)) {
    const earliest = back(range.maxDays)
    const from = choice.from && choice.from > earliest ? choice.from : earliest
    return { from, to: choice.to ?? undefined }
  }
  const named = (value: string) => range.presets.find((preset) => preset.value === value)
  const preset = named(chosen) ?? named(range.default)
  return { from: preset && back(preset.days), to: undefined }
}

type Choice = { readonly range: string | null; readonly from: Date | null; readonly to: Date | null }

/** What is wrong with a custom range, for its field; undefined when nothing is. One that ends before it starts holds no rows. */
export const rangeProblem = (range: Range, choice: Choice, now: Date): string | undefined => {
  const { from, to } = choice
  if (choice.range !== 'custom') return undefined
  if (!from && !to) return 'A custom range needs a start or an end.'
  if (from && to && from > to) return 'The end is before the start.'
  const earliest = new Date(now.getTime() - range.maxDays * DAY_MS)
  if (to && to < earliest) return `The end is more than ${daysText(range.maxDays)} ago: nothing older is shown here.`
  // An hour's grace: a range that was as long as allowed when it was chosen does not complain a moment later.
  if (from && from.getTime() < earliest.getTime() - 3_600_000)
    return `The start is more than ${daysText(range.maxDays)} ago: shown are the last ${daysText(range.maxDays)}.`
  return undefined
}

/** `14 days`; half a year in months. */
export const daysText = (days: number): string => {
  if (days === 183) return '6 months'
  if (days === 365) return '12 months'
  return days === 1 ? '1 day' : `${days} days`
}
