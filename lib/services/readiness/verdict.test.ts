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
const going = { lastNewAt: ago(1), newUsers: 100, newSince: ago(10) }

test.each<[string, Partial<SyncFacts>, Partial<Verdict>]>([
  ['SCIM Sync is off', { isSyncOn: false, expected: { users: 100, groups: 4 } }, { kind: 'off' }],
  ['nothing came yet', { users: 0, groups: 0, lastNewAt: undefined }, { kind: 'no-data' }],
  ['nothing came yet, of many', { users: 0, groups: 0, expected: { users: 9, groups: 1 } }, { kind: 'no-data' }],
  ['all are here', { expected: { users: 100, groups: 4 } }, { kind: 'ready', missingUsers: 0 }],
  ['all are here, the last of them just now', { expected: { users: 100, groups: 4 }, ...going }, { kind: 'ready' }],
  ['all users are here, of groups nobody said', { expected: { users: 100, groups: null } }, { kind: 'ready' }],
  ['a sync in progress', { expected: { users: 300, groups: 4 }, ...going }, { kind: 'syncing', missingUsers: 200 }],
  ['the same, gone quiet', { expected: { users: 300, groups: 4 } }, { kind: 'missing', missingUsers: 200 }],
  ['one is missing', { expected: { users: 101, groups: 4 } }, { kind: 'missing', missingUsers: 1 }],
  ['groups are missing', { expected: { users: 100, groups: 6 } }, { kind: 'missing', missingGroups: 2 }],
  ['groups are still coming', { expected: { users: 100, groups: 6 }, lastNewAt: ago(2) }, { kind: 'syncing' }],
  ['more than there should be', { expected: { users: 90, groups: 4 } }, { kind: 'more' }],
  ['whoever left is inactive here', { activeUsers: 90, expected: { users: 90, groups: 4 } }, { kind: 'ready' }],
  ['some left, and more than that are here', { activeUsers: 95, expected: { users: 90, groups: 4 } }, { kind: 'more' }],
  ['more groups than there should be', { expected: { users: 100, groups: 3 } }, { kind: 'more' }],
  ['nobody said how many; people come', going, { kind: 'syncing', leftByRuleS: undefined, leftMeasuredS: undefined }],
  ['nobody said how many; quiet', {}, { kind: 'unknown' }],
  ['only the groups were said', { expected: { users: null, groups: 4 } }, { kind: 'unknown' }],
  ['a list, and all of it is here', { compared: { missing: 0, users: 100 } }, { kind: 'ready' }],
  [
    'as many as expected, but not the same',
    { expected: { users: 100, groups: 4 }, compared: { missing: 7, users: 100 } },
    { kind: 'missing', missingUsers: 7 },
  ],
  [
    'those have come since',
    { users: 107, expected: { users: 107, groups: 4 }, compared: { missing: 7, users: 100 } },
    { kind: 'ready', missingUsers: 0 },
  ],
  [
    'some of those have come since',
    { users: 103, compared: { missing: 7, users: 100 }, ...going },
    { kind: 'syncing', missingUsers: 4 },
  ],
  [
    'quiet begins after fifteen minutes',
    { expected: { users: 300, groups: 4 }, lastNewAt: ago(15) },
    { kind: 'missing', isSyncing: false },
  ],
  [
    'and not before',
    { expected: { users: 300, groups: 4 }, lastNewAt: ago(14.9) },
    { kind: 'syncing', isSyncing: true },
  ],
])('%s', (_what, some, verdict) => expect(judge(facts(some))).toMatchObject(verdict))

describe('what is left', () => {
  test('by the rule: the number by the rate, and 4 % of the number', () => {
    expect(secondsByRule(10_000, 5)).toBe(2_400)
    expect(secondsByRule(10_000, null)).toBe(2_400)
    expect(secondsByRule(10_000, 50)).toBe(600)
    expect(secondsByRule(1, 5)).toBe(1)
    expect(judge(facts({ expected: { users: 1_100, groups: 4 }, requestsPerSecond: 10 })).leftByRuleS).toBe(140)
  })

  test('as measured: at the rate of the last minutes', () => {
    // A hundred in ten minutes, two hundred to come.
    expect(judge(facts({ expected: { users: 300, groups: 4 }, ...going })).leftMeasuredS).toBe(1_200)
    expect(judge(facts({ expected: { users: 300, groups: 4 }, ...going, newUsers: 1 })).leftMeasuredS).toBeUndefined()
    expect(judge(facts({ expected: { users: 300, groups: 4 } })).leftMeasuredS).toBeUndefined()
  })
})
