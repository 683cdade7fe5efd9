import type { Range } from './define-table.ts'

/** How long sign-ins, sessions that are over and refusals are kept, in days. */
export const signInDays = 90

export const signInRange = {
  label: 'Time Range',
  presets: [
    { value: '1d', label: 'Last 24 hours', days: 1 },
    { value: '7d', label: 'Last 7 days', days: 7 },
    { value: '1m', label: 'Last month', days: 31 },
    { value: '3m', label: 'Last 3 months', days: signInDays },
  ],
  default: 'none',
  maxDays: signInDays,
} as const satisfies Range
