import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { expect, test } from 'vitest'
import { contains, parseAddress, parseNetwork } from './network.ts'

// The library takes ::1.2.3.4 for IPv4, which it is not (RFC 4291 §2.5.5.1); cases below have the mixed notation.
const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6().filter((text) => !text.includes('.')),
)

/** What the library says, IPv4-mapped addresses being IPv4. */
const theirs = (text: string, start: string, prefix: number): boolean => {
  const [wanted, network] = [ipaddr.process(text), ipaddr.process(start)]
  if (wanted.kind() !== network.kind()) return false
  return wanted.match(network, prefix)
}

test('agrees with ipaddr.js about what lies in a range', () => {
  fc.assert(
    fc.property(address, address, fc.nat(128), fc.boolean(), (text, other, seed, near) => {
      const start = near ? text : other
      const isV4 = ipaddr.process(start).kind() === 'ipv4'
      if (isV4 && start.includes(':')) return
      const prefix = isV4 ? seed % 33 : seed
      if (!isV4 && prefix < 96 && ipaddr.process(text).kind() === 'ipv4') return
      const network = parseNetwork(`${start}/${prefix}`)
      const wanted = parseAddress(text)
      expect(network && wanted && contains(network, wanted)).toBe(theirs(text, start, prefix))
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['::ffff:10.1.2.3', '10.0.0.0/8', true],
  ['10.1.2.3', '10.1.2.3', true],
  ['64:ff9b::192.0.2.1', '64:ff9b::c000:200/120', true],
  ['::10.1.2.3', '10.0.0.0/8', false],
  ['10.1.2.4', '10.1.2.3', false],
  ['10.1.2.3', '0.0.0.0/0', true],
  ['2001:db8::1', '0.0.0.0/0', false],
  ['2001:db8:0:1::9', '2001:db8::/47', true],
  ['2001:db8:2::9', '2001:db8::/47', false],
])('%s in %s: %s', (text, range, expected) => {
  const network = parseNetwork(range)
  const wanted = parseAddress(text)
  expect(network && wanted && contains(network, wanted)).toBe(expected)
})

test.each([
  '',
  '10.1.2',
  '10.1.2.256',
  '010.1.2.3',
  '1.2.3.4.5',
  'fe80::1%eth0',
  '1::2::3',
  ':1',
  '1:2:3',
  'localhost',
])('no address: %j', (text) => expect(parseAddress(text)).toBeUndefined())
test.each(['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/08', '10.0.0.0/-1'])(
  'no range: %j',
  (text) => expect(parseNetwork(text)).toBeUndefined(),
)
