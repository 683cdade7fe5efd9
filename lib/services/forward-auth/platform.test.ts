import { expect, test } from 'vitest'
import { countryOf } from './country.ts'
import { platformOf } from './platform.ts'

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0', undefined, 'windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605', undefined, 'mac'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', undefined, 'ios'],
  ['Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/142.0', undefined, 'android'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0', undefined, 'linux'],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541) Chrome/142.0', undefined, undefined],
  ['curl/8.10', undefined, undefined],
  ['', undefined, undefined],
  ['Mozilla/5.0 (X11; Linux x86_64)', '"macOS"', 'mac'],
  ['Mozilla/5.0 (X11; Linux x86_64)', '"Chrome OS"', undefined],
  ['Mozilla/5.0 (X11; Linux x86_64)', '"Unknown"', 'linux'],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'constructor', undefined],
])('%s with the hint %s runs on %s', (userAgent, platformHint, platform) =>
  expect(platformOf({ userAgent, platformHint })).toBe(platform),
)

test.each([
  ['DE', 'DE'],
  [' de ', 'DE'],
  ['XX', undefined],
  ['T1', undefined],
  ['DEU', undefined],
  ['', undefined],
  [undefined, undefined],
])('the country %s is %s', (header, country) => expect(countryOf(header)).toBe(country))

test('a long User-Agent is read in no time', () => {
  const since = performance.now()
  platformOf({ userAgent: 'iPhon'.repeat(13_000), platformHint: undefined })
  expect(performance.now() - since).toBeLessThan(50)
})
