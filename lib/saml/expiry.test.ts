import { expect, test } from 'vitest'
import { earliestExpiry, judgeExpiry } from './expiry.ts'

const end = new Date('2026-06-30T12:00:00Z')

test.each([
  ['2026-06-30T12:00:00.000Z', 'expired', 0],
  ['2026-07-30T12:00:00.000Z', 'expired', 0],
  ['2026-06-30T11:59:59.999Z', 'within-7-days', 0],
  ['2026-06-23T12:00:00.001Z', 'within-7-days', 6],
  ['2026-06-23T12:00:00.000Z', 'within-30-days', 7],
  ['2026-05-31T12:00:00.001Z', 'within-30-days', 29],
  ['2026-05-31T12:00:00.000Z', 'fine', 30],
])('seen at %s the certificate is %s with %i days left', (now, level, days) => {
  expect(judgeExpiry(end, new Date(now))).toEqual({ level, days, at: end })
})

test('of a chain the certificate that ends first decides', () => {
  const later = new Date('2030-01-01T00:00:00Z')
  const now = new Date('2026-01-01T00:00:00Z')
  expect(earliestExpiry([{ validTo: later }, { validTo: end }], now)?.at).toEqual(end)
  expect(earliestExpiry([], now)).toBeUndefined()
})
