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
