import { describe, expect, test } from 'vitest'
import type { LiveToken } from '#db/queries/idp-tokens.ts'
import { burstOf } from './errors.ts'
import { certificateSigns, tokenSigns } from './expiry.ts'
import { DAY_MS } from './sign.ts'
import { longestUsualSilence } from './silence.ts'

const now = new Date('2026-03-20T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS)
const okta = { id: '1', name: 'Okta' }

describe('what runs out', () => {
  const certificate = (id: string, days: number, purpose: 'idp' | 'signing' = 'idp') => ({
    id,
    idpId: '1',
    purpose,
    validTo: inDays(days),
  })

  test.each([
    [30, undefined],
    [29.9, [1, 'info', 'The certificate of Okta expires on 2026-04-19.']],
    [7, [1, 'info', 'The certificate of Okta expires on 2026-03-27.']],
    [6.9, [2, 'warning', 'The certificate of Okta expires on 2026-03-27.']],
    [0.1, [2, 'warning', 'The certificate of Okta expires on 2026-03-20.']],
    [0, [3, 'urgent', 'The certificate of Okta expired on 2026-03-20.']],
    [-40, [3, 'urgent', 'The certificate of Okta expired on 2026-02-08.']],
  ])('a certificate with %s days left', (days, expected) => {
    const [sign] = certificateSigns(okta, [certificate('c', days)], now)
    expect(sign && [sign.stage, sign.severity, sign.text]).toEqual(expected)
  })

  test('while another is stored that lasts longer it is a notice, and none once it has expired', () => {
    expect(certificateSigns(okta, [certificate('a', 3), certificate('b', 700)], now)).toMatchObject([
      { subject: 'a', severity: 'info', text: expect.stringContaining('another one is stored that lasts until 2028-') },
    ])
    expect(certificateSigns(okta, [certificate('a', -3), certificate('b', 700)], now)).toEqual([])
    // Of another kind it is no replacement.
    expect(certificateSigns(okta, [certificate('a', -3), certificate('b', 700, 'signing')], now)).toHaveLength(1)
  })

  const token = (id: string, days: number | null, rest: Partial<LiveToken> = {}): LiveToken => ({
    id,
    idpId: '1',
    kind: 'bearer',
    hint: id.padStart(4, 'x'),
    state: 'live',
    createdAt: inDays(-300),
    createdBy: 'dana',
    expiresAt: days === null ? null : inDays(days),
    allowedNetworks: null,
    lastUsedAt: null,
    lastUsedFrom: null,
    ...rest,
  })
  const told = (tokens: LiveToken[]) => tokenSigns(okta, tokens, now).map(({ subject, stage }) => [subject, stage])

  test('tokens and client secrets', () => {
    expect(told([token('a', 29), token('b', 6), token('c', -1), token('d', null), token('e', 31)])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ])
    expect(tokenSigns(okta, [token('s', 5, { kind: 'secret' })], now)[0]?.text).toBe(
      'The client secret of Okta that ends in xxxs expires on 2026-03-25.',
    )
  })

  test('what was made for a fortnight is not told of at once', () => {
    expect(told([token('a', 13, { createdAt: inDays(-1) })])).toEqual([])
    expect(told([token('a', 6, { createdAt: inDays(-8) })])).toEqual([['a', 2]])
    expect(told([token('a', 6, { createdAt: now })])).toEqual([])
  })

  test('a token that another has taken over from is no alert', () => {
    const old = token('old', 5, { lastUsedAt: inDays(-2) })
    expect(told([old, token('new', 90)])).toEqual([['old', 2]])
    expect(told([old, token('new', 90, { lastUsedAt: inDays(-3) })])).toEqual([['old', 2]])
    expect(told([old, token('new', 90, { lastUsedAt: inDays(-1) })])).toEqual([])
    expect(told([old, token('new', null, { lastUsedAt: inDays(-1) })])).toEqual([])
  })
})

describe('silence', () => {
  const MONDAY = 5 * 24 * 60 // 1970-01-05 was one, minute 0 a Thursday.
  const at = (day: number, hour: number) => MONDAY - 24 * 60 + (day * 24 + hour) * 60
  const workdays = Array.from({ length: 28 }, (_, day) => day).filter((day) => day % 7 < 5)
  const office = workdays.flatMap((day) => [9, 11, 14, 16].map((hour) => at(day, hour)))

  test('an office that rests at week-ends may rest longer than a week-end', () => {
    expect(longestUsualSilence(office)).toEqual({ usualHours: 64, limitHours: 96 })
  })

  test('an IdP that comes every hour is missed after half a day', () => {
    const always = Array.from({ length: 28 * 24 }, (_, hour) => hour * 60)
    expect(longestUsualSilence(always)).toEqual({ usualHours: 0, limitHours: 12 })
  })

  test('neither one outage nor two are a habit', () => {
    const always = Array.from({ length: 28 * 24 }, (_, hour) => hour * 60)
    const twice = always.filter((hour) => !(hour > 3_000 && hour < 9_000) && !(hour > 20_000 && hour < 26_000))
    expect(longestUsualSilence(twice)?.limitHours).toBe(12)
  })

  test('of four days nothing is known', () => {
    expect(longestUsualSilence(office.filter((hour) => hour < at(4, 0)))).toBeUndefined()
    expect(longestUsualSilence([])).toBeUndefined()
    expect(longestUsualSilence(office.filter((hour) => hour < at(5, 0)))).toBeDefined()
  })
})

test.each([
  ['nothing', {}, undefined],
  ['too few', { 400: 19 }, undefined],
  ['few of many', { 400: 20, 200: 81 }, undefined],
  ['one in five', { 400: 5, 409: 15, 200: 80 }, { rejected: 20, requests: 100, commonest: 409 }],
  ['asked to come later', { 429: 500, 503: 500, 200: 10 }, undefined],
])('a burst of errors: %s', (_what, statuses, expected) => {
  const counted = new Map(Object.entries(statuses).map(([status, count]) => [Number(status), count]))
  expect(burstOf(counted, false)).toEqual(expected)
})

test('a burst goes on until it has calmed down', () => {
  const some = new Map([
    [400, 10],
    [200, 90],
  ])
  expect(burstOf(some, false)).toBeUndefined()
  expect(burstOf(some, true)).toEqual({ rejected: 10, requests: 100, commonest: 400 })
  expect(burstOf(new Map([[400, 9]]), true)).toBeUndefined()
})
