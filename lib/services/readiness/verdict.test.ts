import { describe, expect, test } from 'vitest'
import { judge, secondsByRule, type SyncFacts, type Verdict } from './verdict.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const facts = (some: Partial<SyncFacts>): SyncFacts => ({
  now,
  isSyncOn: true,
  users: 100,
  activeUsers: 100,
  groups: 4,
  expected: undefined,
  compared: undefined,
  lastNewAt: ago(120),
  newUsers: 0,
  newSince: undefined,
  requestsPerSecond: null,
  ...some,
})
const said = (users: number | null, groups: number | null) => ({ users, groups, source: 'entered' as const })
const going = { lastNewAt: ago(1), newUsers: 100, newSince: ago(10) }

test.each<[string, Partial<SyncFacts>, Partial<Verdict>]>([
  ['SCIM Sync is off', { isSyncOn: false, expected: said(100, 4) }, { kind: 'off' }],
  ['nothing came yet', { users: 0, groups: 0, lastNewAt: undefined }, { kind: 'no-data' }],
  ['nothing came yet, of many', { users: 0, groups: 0, expected: said(9, 1) }, { kind: 'no-data' }],
  ['all are here', { expected: said(100, 4) }, { kind: 'ready', missingUsers: 0 }],
  ['all are here, the last of them just now', { expected: said(100, 4), ...going }, { kind: 'ready' }],
  ['all users are here, of groups nobody said', { expected: said(100, null) }, { kind: 'ready' }],
  ['a sync in progress', { expected: said(300, 4), ...going }, { kind: 'syncing', missingUsers: 200 }],
  ['the same, gone quiet', { expected: said(300, 4) }, { kind: 'missing', missingUsers: 200 }],
  ['one is missing', { expected: said(101, 4) }, { kind: 'missing', missingUsers: 1 }],
  ['groups are missing', { expected: said(100, 6) }, { kind: 'missing', missingGroups: 2 }],
  ['groups are still coming', { expected: said(100, 6), lastNewAt: ago(2) }, { kind: 'syncing' }],
  ['more than there should be', { expected: said(90, 4) }, { kind: 'more' }],
  ['whoever left is inactive here', { activeUsers: 90, expected: said(90, 4) }, { kind: 'ready' }],
  ['some left, and more than that are here', { activeUsers: 95, expected: said(90, 4) }, { kind: 'more' }],
  [
    'ten left, so that ten others may be missing',
    { activeUsers: 90, expected: said(100, 4) },
    { kind: 'perhaps-missing', missingUsers: 0, perhapsMissingUsers: 10 },
  ],
  ['the same while people come', { activeUsers: 90, expected: said(100, 4), ...going }, { kind: 'syncing' }],
  [
    'ten left, five are missing at least',
    { activeUsers: 90, expected: said(105, 4) },
    { kind: 'missing', missingUsers: 5, perhapsMissingUsers: 10 },
  ],
  [
    'of a list everybody is known, whoever left',
    { activeUsers: 90, expected: { ...said(100, 4), source: 'file' }, compared: { missing: 0, users: 100 } },
    { kind: 'ready', perhapsMissingUsers: 0 },
  ],
  ['more groups than there should be', { expected: said(100, 3) }, { kind: 'more' }],
  ['nobody said how many; people come', going, { kind: 'syncing', leftByRuleS: undefined, leftMeasuredS: undefined }],
  ['nobody said how many; quiet', {}, { kind: 'unknown' }],
  ['only the groups were said', { expected: said(null, 4) }, { kind: 'unknown' }],
  ['a list, and all of it is here', { compared: { missing: 0, users: 100 } }, { kind: 'ready' }],
  [
    'as many as expected, but not the same',
    { expected: said(100, 4), compared: { missing: 7, users: 100 } },
    { kind: 'missing', missingUsers: 7 },
  ],
  [
    'those have come since',
    { users: 107, activeUsers: 107, expected: said(107, 4), compared: { missing: 7, users: 100 } },
    { kind: 'ready', missingUsers: 0 },
  ],
  [
    'some of those have come since',
    { users: 103, compared: { missing: 7, users: 100 }, ...going },
    { kind: 'syncing', missingUsers: 4 },
  ],
  [
    'quiet begins after fifteen minutes',
    { expected: said(300, 4), lastNewAt: ago(15) },
    { kind: 'missing', isSyncing: false },
  ],
  ['and not before', { expected: said(300, 4), lastNewAt: ago(14.9) }, { kind: 'syncing', isSyncing: true }],
])('%s', (_what, some, verdict) => expect(judge(facts(some))).toMatchObject(verdict))

describe('what is left', () => {
  test('by the rule: the number by the rate, and 4 % of the number', () => {
    expect(secondsByRule(10_000, 5)).toBe(2_400)
    expect(secondsByRule(10_000, null)).toBe(2_400)
    expect(secondsByRule(10_000, 50)).toBe(600)
    expect(secondsByRule(1, 5)).toBe(1)
    expect(judge(facts({ expected: said(1_100, 4), requestsPerSecond: 10 })).leftByRuleS).toBe(140)
  })

  test('as measured: at the rate of the last minutes', () => {
    // A hundred in ten minutes, two hundred to come.
    expect(judge(facts({ expected: said(300, 4), ...going })).leftMeasuredS).toBe(1_200)
    expect(judge(facts({ expected: said(300, 4), ...going, newUsers: 1 })).leftMeasuredS).toBeUndefined()
    expect(judge(facts({ expected: said(300, 4) })).leftMeasuredS).toBeUndefined()
  })
})
