import type { Range } from './define-table.ts'

/** The range of directory tables: none unless chosen, up to six months. */
export const halfYear = {
  label: 'Time Range',
  presets: [
    { value: '7d', label: 'Last 7 days', days: 7 },
    { value: '14d', label: 'Last 14 days', days: 14 },
    { value: '1m', label: 'Last month', days: 31 },
    { value: '3m', label: 'Last 3 months', days: 92 },
    { value: '6m', label: 'Last 6 months', days: 183 },
  ],
  default: 'none',
  maxDays: 183,
} as const satisfies Range
