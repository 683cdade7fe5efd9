import { expect, test } from 'vitest'
import { exactText, isZone } from './format-time.ts'

test.each([
  ['utc', '2026-03-29 01:30:07 UTC'],
  ['UTC', '2026-03-29 01:30:07 UTC'],
  ['Europe/Berlin', '2026-03-29 03:30:07 GMT+2'],
  ['America/New_York', '2026-03-28 21:30:07 EDT'],
  ['Asia/Kolkata', '2026-03-29 07:00:07 GMT+5:30'],
])('an instant in %s', (zone, text) => {
  expect(exactText('2026-03-29T01:30:07.512Z', zone)).toBe(text)
})

test('midnight is 00, not 24', () => {
  expect(exactText('2026-03-29T00:00:00Z', 'UTC')).toBe('2026-03-29 00:00:00 UTC')
})

test.each(['', 'Mars/Olympus', '<script>', 'Europe/Berlin; Path=/'])('%j is no zone', (name) => {
  expect(isZone(name)).toBe(false)
})
