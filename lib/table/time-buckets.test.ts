import { expect, test } from 'vitest'
import { bucketsOf, stepFor } from './time-buckets.ts'

const at = (text: string) => new Date(text)

test.each([
  ['2026-03-01T00:00:00Z', '2026-03-15T00:00:00Z', 240],
  ['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z', 30],
  ['2026-03-01T00:00:00Z', '2026-03-01T00:30:00Z', 1],
  ['2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z', 1],
  ['2025-03-01T00:00:00Z', '2026-03-01T00:00:00Z', 5_760],
])('%s to %s is drawn in bars of %i minutes', (from, to, step) => {
  expect(stepFor(at(from), at(to))).toBe(step)
})

test('buckets touch one another and keep to the range', () => {
  const buckets = bucketsOf(at('2026-03-01T10:20:00Z'), at('2026-03-01T13:05:00Z'), 60)
  expect(buckets.map(({ from, to }) => `${from.slice(11, 16)} ${to.slice(11, 16)}`)).toEqual([
    '10:20 11:00',
    '11:00 12:00',
    '12:00 13:00',
    '13:00 13:05',
  ])
})

test('a whole range ends with a whole bucket', () => {
  expect(bucketsOf(at('2026-03-01T10:00:00Z'), at('2026-03-01T12:00:00Z'), 60)).toHaveLength(2)
})
