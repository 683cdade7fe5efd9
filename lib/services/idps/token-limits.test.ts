import { expect, test } from 'vitest'
import { readNetworks } from './networks.ts'
import { readLimits, type TokenExpiry } from './token-limits.ts'

test.each([
  [['203.0.113.7'], ['203.0.113.7/32']],
  [['203.0.113.7/24'], ['203.0.113.0/24']],
  [['10.1.2.3/8, 2001:DB8::1/32'], ['10.0.0.0/8', '2001:db8::/32']],
  [['2001:db8::1\n2001:db8:0::1/128'], ['2001:db8::1/128']],
  [['::ffff:10.0.0.9/104'], ['10.0.0.0/8']],
  [
    ['0.0.0.0/0', '::/0'],
    ['0.0.0.0/0', '::/0'],
  ],
  [['', ' , '], []],
])('networks %j are stored as %j', (entries, stored) => {
  expect(readNetworks(entries)).toEqual(stored)
})

test.each([
  '10.0.0.0/33',
  '::/129',
  '010.0.0.1',
  '10.0.0',
  '10.0.0.0/8/8',
  'fe80::1%eth0',
  'example.com',
  '10.0.0.0/-1',
  '/8',
])('network %s is refused by its name', (entry) => {
  expect(() => readNetworks(['10.0.0.1', entry])).toThrow(
    expect.objectContaining({ code: 'invalid', field: 'allowedNetworks', message: expect.stringContaining(entry) }),
  )
})

test('up to 50 networks are taken', () => {
  const many = Array.from({ length: 51 }, (_, n) => `10.0.${n}.0/24`)
  expect(readNetworks(many.slice(1))).toHaveLength(50)
  expect(() => readNetworks(many)).toThrow('50')
})

const now = new Date('2028-02-29T12:00:00Z')
const expiresAt = (expires: TokenExpiry) => readLimits({ expires, allowedNetworks: [] }, now).expiresAt?.toISOString()

test.each<[TokenExpiry, string | undefined]>([
  ['never', undefined],
  ['90-days', '2028-05-29T12:00:00.000Z'],
  ['1-year', '2029-03-01T12:00:00.000Z'],
  ['2-years', '2030-03-01T12:00:00.000Z'],
  [{ date: '2028-02-29' }, '2028-02-29T23:59:59.999Z'],
])('expiry %j', (expires, at) => {
  expect(expiresAt(expires)).toBe(at)
})

test.each(['2028-02-28', '2029-02-29', '29.2.2028', '', '2039-01-01'])('the day %s is refused', (date) => {
  expect(() => expiresAt({ date })).toThrow(expect.objectContaining({ field: 'expires' }))
})
