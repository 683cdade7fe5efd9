import { expect, test } from 'vitest'
import { isAllowedFrom } from './allowed-networks.ts'

test.each([
  ['203.0.113.0/24', '203.0.113.255', true],
  ['203.0.113.0/24', '203.0.114.0', false],
  ['203.0.113.0/24', '::ffff:203.0.113.9', true],
  ['10.0.0.0/8 2001:db8::/32', '2001:db8:ffff::1', true],
  ['10.0.0.0/8 2001:db8::/32', '2001:db9::1', false],
  ['0.0.0.0/0', '198.51.100.1', true],
  // Both kinds of anywhere are named one by one.
  ['0.0.0.0/0', '2001:db8::1', false],
  ['::/0', '198.51.100.1', false],
  ['198.51.100.1/32', 'unknown', false],
  ['0.0.0.0/0', '', false],
])('from %s: %s is allowed: %s', (networks, address, isAllowed) => {
  expect(isAllowedFrom(networks, address)).toBe(isAllowed)
})
