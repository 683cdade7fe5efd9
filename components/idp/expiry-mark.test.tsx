import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ExpiryMark } from './expiry-mark.tsx'

test.each([
  ['expired', 0, 'text-bad', 'Certificate expired on 2026-12-01'],
  ['within-7-days', 0, 'text-caution', 'Certificate expires today, on 2026-12-01'],
  ['within-7-days', 1, 'text-caution', 'Certificate expires in 1 day, on 2026-12-01'],
  ['within-30-days', 19, 'text-notice', 'Certificate expires in 19 days, on 2026-12-01'],
] as const)('a certificate that is %s (%i days) is marked in a colour and in words', (level, days, colour, words) => {
  const shown = renderToStaticMarkup(<ExpiryMark expiry={{ level, days, at: '2026-12-01T10:00:00.000Z' }} />)
  expect(shown).toContain(colour)
  expect(shown).toContain(`>${words}<`)
})

test('a certificate with more time has no mark', () => {
  expect(
    renderToStaticMarkup(<ExpiryMark expiry={{ level: 'fine', days: 40, at: '2027-01-01T10:00:00.000Z' }} />),
  ).toBe('')
})
