import { expect, test } from 'vitest'
import { readGuardSettings } from './guard-settings.ts'

const given = { guardPercent: 20, guardMinimum: 25, guardExceptions: '' }

test('exceptions are kept one a line, each once whatever its case, without what surrounds them', () => {
  const guardExceptions = '  Guests \r\n\n guests\nNight shift\n'
  expect(readGuardSettings({ ...given, guardExceptions }).guardExceptions).toBe('guests\nNight shift')
})

test.each([
  ['guardPercent', { guardPercent: 0 }, 'Share of active users: enter a whole number from 1 to 100.'],
  ['guardPercent', { guardPercent: 101 }, 'Share of active users: enter a whole number from 1 to 100.'],
  ['guardPercent', { guardPercent: 2.5 }, 'Share of active users: enter a whole number from 1 to 100.'],
  ['guardMinimum', { guardMinimum: 0 }, 'At least: enter a whole number from 1 to 100,000.'],
  ['guardExceptions', { guardExceptions: 'x'.repeat(257) }, 'longer than the 256 characters'],
  ['guardExceptions', { guardExceptions: Array.from({ length: 201 }, (_, n) => n).join('\n') }, 'up to 200 names'],
])('%s is refused at its field: %j', (field, change, message) => {
  const read = () => readGuardSettings({ ...given, ...change })
  expect(read).toThrow(expect.objectContaining({ code: 'invalid', field, message: expect.stringContaining(message) }))
})
