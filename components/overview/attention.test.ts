import { expect, test } from 'vitest'
import { attentionTo, certificateText, type IdpHealthView } from './attention.ts'

const now = new Date('2026-03-20T12:00:00Z')
const well: IdpHealthView = {
  id: '1',
  name: 'Okta',
  status: 'enabled',
  scimSync: true,
  users: 2,
  activeUsers: 1,
  groups: 1,
  lastRequest: { at: '2026-03-20T11:00:00.000Z', status: 200 },
  certificateEnds: '2027-03-20T00:00:00.000Z',
}

test.each([
  [undefined, undefined],
  ['2026-04-19T12:00:00.000Z', undefined],
  ['2026-04-19T11:59:00.000Z', { tone: 'info', text: 'expires in 29 days' }],
  ['2026-03-27T11:59:00.000Z', { tone: 'warn', text: 'expires in 6 days' }],
  ['2026-03-21T13:00:00.000Z', { tone: 'warn', text: 'expires tomorrow' }],
  ['2026-03-20T13:00:00.000Z', { tone: 'warn', text: 'expires today' }],
  ['2026-03-19T13:00:00.000Z', { tone: 'bad', text: 'expired on 2026-03-19' }],
])('a certificate that ends %s', (ends, expected) => {
  expect(certificateText(ends, now)).toEqual(expected)
})

test('an IdP that is well needs no attention', () => {
  expect(attentionTo([well], now)).toEqual([])
})

test('the worst comes first', () => {
  const quiet = { ...well, name: 'Quiet', lastRequest: undefined }
  const refused = { ...well, name: 'Refused', lastRequest: { at: '', status: 409 } }
  const expired = { ...well, name: 'Expired', certificateEnds: '2020-01-01T00:00:00.000Z' }
  expect(attentionTo([quiet, refused, expired], now).map(({ tone, text }) => [tone, text.split(' ').at(-1)])).toEqual([
    ['bad', '2020-01-01.'],
    ['warn', '409.'],
    ['info', 'yet.'],
  ])
})

test('an IdP without SCIM Sync is not expected to send anything', () => {
  expect(attentionTo([{ ...well, scimSync: false, lastRequest: undefined }], now)).toEqual([])
})
