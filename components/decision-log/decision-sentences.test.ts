import { expect, test } from 'vitest'
import { loggedActions, loggedReasons } from '#lib/table/decision-log.ts'
import { checkSentence, countSentence, outcomeSentence, reasonSentence, ruleSentence } from './decision-sentences.ts'
import type { DecisionView } from './views.ts'

const decision: DecisionView = {
  id: 'd1',
  at: '2026-11-20T10:00:00.000Z',
  lastAt: '2026-11-20T10:00:00.000Z',
  count: 1,
  share: 1,
  policy: 'access',
  action: 'block',
  reason: 'rule',
  rule: { id: 'r1', name: 'Wiki for sales' },
  idp: { id: '1', name: 'Okta' },
  userId: 'u1',
  userName: 'dana@example.com',
  application: { id: 'a1', name: 'Wiki' },
  host: 'wiki.example.com',
  address: '192.0.2.7',
  clientType: 'browser',
  platform: 'mac',
  countryCode: 'DE',
  source: 'api',
  sourceName: 'Gateway',
}

test('every action and reason reads as a sentence of its own', () => {
  const outcomes = loggedActions.map(({ value }) => outcomeSentence({ ...decision, action: value }))
  const reasons = loggedReasons.map(({ value }) => reasonSentence({ ...decision, reason: value }))
  for (const sentences of [outcomes, reasons]) {
    expect(new Set(sentences).size).toBe(sentences.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Zdw].*\.$/)
  }
  expect(outcomes[1]).toBe('dana@example.com was not let in to Wiki.')
  expect(reasons[0]).toBe('The rule Wiki for sales matched, and no rule above it did.')
})

test('who had not signed in, and where there is no application', () => {
  const exempt = { ...decision, userName: '', application: null, action: 'allow', reason: 'no-application' } as const
  expect(outcomeSentence(exempt)).toBe('Somebody who had not signed in was let in to wiki.example.com.')
  expect(reasonSentence(exempt)).toBe('wiki.example.com was in no enabled application segment.')
  expect(reasonSentence({ ...exempt, reason: 'default', rule: null })).toBe('No rule allowed it.')
})

test.each([
  [1, 1, ''],
  [12, 1, '12 decisions within a minute were alike.'],
  [1, 10, 'One of 10 allows was kept, so there were about 10.'],
  [12, 100, '12 decisions within a minute were alike. One of 100 allows was kept, so there were about 1,200.'],
])('%d, kept one in %d', (count, share, text) => expect(countSentence({ count, share })).toBe(text))

test('a rule and what it compared', () => {
  const check = { text: 'the platform is iOS', found: 'macOS', truth: 'no', items: [] } as const
  expect(ruleSentence({ order: 3, name: 'Phones', truth: 'no', isDeciding: false, checks: [] })).toBe(
    'Rule 3, Phones, did not match.',
  )
  expect(checkSentence({ ...check, items: [] })).toBe('It asks that the platform is iOS. Found: macOS.')
})
