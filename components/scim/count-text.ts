import { formatCount } from '#lib/table/words.ts'

/** `4,312`, or `at least 100,000` where counting stopped. */
export const countText = (count: number, isAtLeast: boolean): string =>
  isAtLeast ? `at least ${formatCount(count)}` : formatCount(count)
