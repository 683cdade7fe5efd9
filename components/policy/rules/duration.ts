import { splitDuration, timeUnits, type TimeUnit } from '#lib/policy/outcome-words.ts'

/** A duration as it is typed; `unbounded`: Never, or Default. */
export type TypedDuration = { readonly amount: string; readonly unit: TimeUnit | 'unbounded' }

/** Seconds; null: unbounded; NaN: no whole number was typed. */
export const secondsOf = ({ amount, unit }: TypedDuration): number | null => {
  if (unit === 'unbounded') return null
  return /^\d{1,7}$/.test(amount.trim()) ? Number(amount) * timeUnits[unit] : Number.NaN
}

/** How a duration is typed, in the largest unit that it is a whole number of. */
export const typedDuration = (seconds: number | null): TypedDuration => {
  if (seconds === null) return { amount: '', unit: 'unbounded' }
  if (Number.isNaN(seconds)) return { amount: '', unit: 'hours' }
  const { amount, unit } = splitDuration(seconds)
  return { amount: String(amount), unit }
}
