import { expect, test } from 'vitest'
import type { Verdict } from '#lib/services/readiness/index.ts'
import { duration, verdictAdvice, verdictTitle } from './verdict-words.ts'

const verdict = (some: Partial<Verdict>): Verdict => ({
  kind: 'ready',
  missingUsers: 0,
  missingGroups: 0,
  perhapsMissingUsers: 0,
  isSyncing: false,
  leftByRuleS: undefined,
  leftMeasuredS: undefined,
  ...some,
})

test.each<[Partial<Verdict>, string]>([
  [{ kind: 'ready' }, 'Ready'],
  [{ kind: 'syncing', missingUsers: 9, leftByRuleS: 50, leftMeasuredS: 1_200 }, 'Still syncing, about 20 minutes left'],
  [{ kind: 'syncing', missingUsers: 9, leftByRuleS: 50 }, 'Still syncing, about 50 seconds left'],
  [{ kind: 'syncing' }, 'Still syncing'],
  [{ kind: 'missing', missingUsers: 1 }, '1 person is missing'],
  [{ kind: 'missing', missingUsers: 1_200, missingGroups: 1 }, '1,200 people and 1 group are missing'],
  [{ kind: 'missing', missingGroups: 2 }, '2 groups are missing'],
  [{ kind: 'perhaps-missing', perhapsMissingUsers: 10 }, 'Perhaps 10 people are missing'],
  [{ kind: 'no-data' }, 'No data yet'],
  [{ kind: 'off' }, 'SCIM Sync is off'],
])('%j', (some, title) => expect(verdictTitle(verdict(some))).toBe(title))

test('the advice says who is still to come', () => {
  expect(verdictAdvice(verdict({ kind: 'syncing', missingUsers: 2 }))).toContain('2 people are still to come')
  expect(verdictAdvice(verdict({ kind: 'syncing', perhapsMissingUsers: 1 }))).toContain('1 person is perhaps still')
  expect(verdictAdvice(verdict({ kind: 'syncing' }))).toContain('Enter the numbers')
})

test.each([
  [0, '1 second'],
  [89, '89 seconds'],
  [90, '2 minutes'],
  [5_400, '2 hours'],
  [200_000, '2 days'],
])('%d s are about %s', (seconds, text) => expect(duration(seconds)).toBe(text))
