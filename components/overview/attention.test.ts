import { describe, expect, test } from 'vitest'
import type { AlertView } from '#lib/services/alerts/index.ts'
import { attentionTo, expiryText, type IdpHealthView } from './attention.ts'

const now = new Date('2026-03-20T12:00:00Z')
const sound = { access: 0, forwarding: 0, timeout: 0 }
const well: IdpHealthView = {
  id: '1',
  name: 'Okta',
  status: 'enabled',
  scimSync: true,
  users: 2,
  activeUsers: 1,
  groups: 1,
  notProvisioned: 0,
  held: { requests: 0, people: 0 },
  lastRequest: { at: '2026-03-20T11:00:00.000Z', status: 200 },
  certificateEnds: '2027-03-20T00:00:00.000Z',
  today: { requests: 41, rejected: 3, postponed: 0 },
  metadata: undefined,
  tokens: 1,
  tokensEnd: undefined,
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
  expect(expiryText(ends, now)).toEqual(expected)
})

test('an IdP that is well needs no attention', () => {
  expect(attentionTo([well], [], sound, now)).toEqual([])
})

test.each([
  [1, '1 person was refused at Okta because SCIM has not brought them.'],
  [1_204, '1,204 people were refused at Okta because SCIM has not brought them.'],
])('%i who are not provisioned', (notProvisioned, text) => {
  expect(attentionTo([{ ...well, notProvisioned }], [], sound, now)).toEqual([
    { idpId: '1', tone: 'warn', text, action: 'not-provisioned' },
  ])
})

test.each([
  ['changed', 'The metadata of Okta has changed. Nothing of it is in use before it is approved.'],
  ['unreadable', 'The metadata of Okta could not be refreshed.'],
] as const)('metadata that is %s', (metadata, text) => {
  expect(attentionTo([{ ...well, metadata }], [], sound, now)).toEqual([
    { idpId: '1', tone: 'warn', text, action: 'configure' },
  ])
})

test('the worst comes first', () => {
  const quiet = { ...well, name: 'Quiet', lastRequest: undefined }
  const refused = { ...well, name: 'Refused', lastRequest: { at: '', status: 409 } }
  const expired = { ...well, name: 'Expired', certificateEnds: '2020-01-01T00:00:00.000Z' }
  expect(
    attentionTo([quiet, refused, expired], [], sound, now).map(({ tone, text }) => [tone, text.split(' ').at(-1)]),
  ).toEqual([
    ['bad', '2020-01-01.'],
    ['warn', '409.'],
    ['info', 'yet.'],
  ])
})

test.each([
  [{ requests: 1, people: 1 }, '1 request of Okta is held: 1 person would lose access. Allow or refuse it.'],
  [
    { requests: 75, people: 1_200 },
    '75 requests of Okta are held: 1,200 people would lose access. Allow or refuse them.',
  ],
])('what is held comes first: %j', (held, text) => {
  const expired = { ...well, name: 'Expired', certificateEnds: '2020-01-01T00:00:00.000Z' }
  expect(attentionTo([expired, { ...well, id: '2', held }], [], sound, now)[0]).toEqual({
    idpId: '2',
    tone: 'bad',
    text,
    action: 'held',
  })
})

test.each([429, 503])('a request that was put off with %i was not rejected', (status) => {
  expect(attentionTo([{ ...well, lastRequest: { at: '', status } }], [], sound, now)).toEqual([])
})

test('an IdP without SCIM Sync is not expected to send anything', () => {
  expect(attentionTo([{ ...well, scimSync: false, lastRequest: undefined }], [], sound, now)).toEqual([])
})

test.each([
  [{ today: { requests: 10, rejected: 2, postponed: 0 } }, ['2 of 10 requests of Okta were rejected today.']],
  [{ today: { requests: 9, rejected: 9, postponed: 0 } }, []],
  [{ today: { requests: 41, rejected: 8, postponed: 0 } }, []],
  [{ tokensEnd: '2026-03-22T13:00:00.000Z' }, ['The last bearer token of Okta expires in 2 days.']],
  [{ tokensEnd: '2026-03-01T13:00:00.000Z' }, ['The last bearer token of Okta expired on 2026-03-01.']],
  [{ tokensEnd: '2026-03-01T13:00:00.000Z', scimSync: false }, []],
])('%j', (change, texts) => {
  expect(attentionTo([{ ...well, ...change }], [], sound, now).map(({ text }) => text)).toEqual(texts)
})

test('rules that name what is gone are counted by policy', () => {
  expect(attentionTo([], [], { access: 1_200, forwarding: 0, timeout: 1 }, now)).toEqual([
    {
      idpId: '',
      tone: 'warn',
      text: '1,200 rules of the Access Policy name what is gone or switched off.',
      action: 'access',
    },
    {
      idpId: '',
      tone: 'warn',
      text: '1 rule of the Timeout Policy names what is gone or switched off.',
      action: 'timeout',
    },
  ])
})

describe('alerts', () => {
  const alert = (rest: Partial<AlertView>): AlertView => ({
    id: 'a',
    kind: 'quiet',
    severity: 'warning',
    state: 'open',
    text: 'It is silent.',
    idpId: '1',
    idpName: 'Okta',
    facts: {},
    raisedAt: '',
    changedAt: '',
    resolvedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    mute: undefined,
    ...rest,
  })
  const muted = { until: null, by: 'dana' }
  const told = (idp: Partial<IdpHealthView>, alerts: AlertView[]) =>
    attentionTo([{ ...well, ...idp }], alerts, sound, now).map(({ text, alertId }) => [text.split(' ')[0], alertId])
  const certificate = alert({ kind: 'certificate', text: 'Certificate', facts: { certificate: 'idp' } })
  const expiring = { certificateEnds: '2026-03-22T13:00:00.000Z' }

  test('what nothing else tells is told by its alert, of its own IdP, until it is seen to', () => {
    expect(attentionTo([well], [alert({})], sound, now)).toEqual([
      { idpId: '1', tone: 'warn', text: 'It is silent.', action: 'alert', alertId: 'a' },
    ])
    expect(told({}, [alert({ idpId: '2' })])).toEqual([])
    expect(told({}, [alert({ state: 'acknowledged' })])).toEqual([])
    expect(told({}, [alert({ mute: muted })])).toEqual([])
  })

  test('what is known as well is told once, and not when its alert was seen to', () => {
    expect(told(expiring, [certificate])).toEqual([['The', 'a']])
    expect(told(expiring, [{ ...certificate, state: 'acknowledged' }])).toEqual([])
    expect(told(expiring, [])).toEqual([['The', undefined]])
    const own = alert({ id: 'b', kind: 'certificate', text: 'Rollcall’s', facts: { certificate: 'signing' } })
    expect(told(expiring, [certificate, own])).toEqual([
      ['The', 'a'],
      ['Rollcall’s', 'b'],
    ])
  })

  test('a burst of errors is told by its alert', () => {
    const burst = alert({ kind: 'errors', text: 'Burst' })
    const today = { today: { requests: 10, rejected: 9, postponed: 0 } }
    expect(told(today, [burst])).toEqual([['Burst', 'a']])
    expect(told(today, [{ ...burst, mute: muted }])).toEqual([])
    expect(told(today, [])).toEqual([['9', undefined]])
  })

  test('what is held is told whatever was said about its alert', () => {
    const held = { held: { requests: 2, people: 30 } }
    const mass = alert({ kind: 'deactivations', text: 'Mass' })
    expect(told(held, [mass])).toEqual([['2', 'a']])
    expect(told(held, [{ ...mass, mute: muted }])).toEqual([['2', undefined]])
    expect(told({}, [mass])).toEqual([['Mass', 'a']])
  })
})
