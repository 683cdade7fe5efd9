import { expect, test } from 'vitest'
import { countdownText, warningMs } from './session-end.ts'

const minute = 60_000

test.each([
  [600 * minute, 5 * minute],
  [30 * minute, 5 * minute],
  [10 * minute, 5 * minute],
  // The shortest time-out is not warned of from its beginning.
  [5 * minute, 2.5 * minute],
  [0, 0],
])('of a time-out of %d ms the last %d are warned of', (left, expected) => {
  expect(warningMs(left)).toBe(expected)
})

test.each([
  [299_001, '5:00'],
  [61_000, '1:01'],
  [9_000, '0:09'],
  [-1, '0:00'],
])('%d ms read %s', (left, text) => {
  expect(countdownText(left)).toBe(text)
})
