import { describe, expect, test } from 'vitest'
import type { ConnectFacts } from './facts.ts'
import { connection, QUIET_MS, type StepKey } from './steps.ts'

const now = new Date('2026-03-20T12:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** An IdP that is connected in every respect. */
const connected: ConnectFacts = {
  now,
  status: 'enabled',
  saml: { isPresent: true, at: ago(30 * HOUR) },
  scimSync: { isOn: true, since: ago(29 * HOUR) },
  token: { live: ago(29 * HOUR), pending: undefined, hasExpired: false },
  requests: { firstAt: ago(28 * HOUR), lastAt: ago(HOUR) },
  users: { count: 3_000, active: 3_000, firstAt: ago(27 * HOUR), lastAt: ago(20 * HOUR) },
  groups: { count: 40, firstAt: ago(19 * HOUR) },
  aroundGroups: { before: ago(20 * HOUR), after: undefined },
  expected: { users: 3_000, groups: 40, source: 'entered', at: ago(18 * HOUR) },
  compared: undefined,
  policy: { isOn: true, since: ago(HOUR) },
}

/** One that was just set up, with nothing but its name. */
const fresh: ConnectFacts = {
  now,
  status: 'enabled',
  saml: { isPresent: false, at: undefined },
  scimSync: { isOn: false, since: undefined },
  token: { live: undefined, pending: undefined, hasExpired: false },
  requests: { firstAt: undefined, lastAt: undefined },
  users: { count: 0, active: 0, firstAt: undefined, lastAt: undefined },
  groups: { count: 0, firstAt: undefined },
  aroundGroups: { before: undefined, after: undefined },
  expected: undefined,
  compared: undefined,
  policy: { isOn: false, since: undefined },
}

/** Users are coming: nobody has said how many, and policies do not go by them. */
const syncing: ConnectFacts = {
  ...connected,
  users: { count: 1_204, active: 1_204, firstAt: ago(HOUR), lastAt: ago(5_000) },
  groups: fresh.groups,
  aroundGroups: fresh.aroundGroups,
  expected: undefined,
  policy: fresh.policy,
}

const step = (facts: ConnectFacts, key: StepKey) => connection(facts).steps.find((each) => each.key === key)
const states = (facts: ConnectFacts) => connection(facts).steps.map(({ state }) => state)

test('all done is connected, and says when each step was', () => {
  const { steps, isConnected, done } = connection(connected)
  expect([isConnected, done]).toEqual([true, 9])
  expect(steps.map(({ state }) => state)).toEqual(Array.from({ length: 9 }, () => 'done'))
  expect(steps.map(({ key, at }) => [key, at?.at])).toEqual([
    ['saml', '2026-03-19T06:00:00.000Z'],
    ['sync', '2026-03-19T07:00:00.000Z'],
    ['token', '2026-03-19T07:00:00.000Z'],
    ['request', '2026-03-19T08:00:00.000Z'],
    ['user', '2026-03-19T09:00:00.000Z'],
    ['users-synced', '2026-03-19T16:00:00.000Z'],
    ['groups', '2026-03-19T17:00:00.000Z'],
    ['counts', '2026-03-19T18:00:00.000Z'],
    ['policy', '2026-03-20T11:00:00.000Z'],
  ])
})

test('with nothing done, each step says what to do and where', () => {
  const { steps, isConnected, done } = connection(fresh)
  expect([isConnected, done]).toEqual([false, 0])
  for (const { state, next, place } of steps) {
    expect(state).toBe('todo')
    expect(next).toMatch(/\.$/)
    expect(place).toBeTruthy()
  }
})

// What differs from `connected`, the step, its state, and what of its words shows it.
const cases: [what: string, change: Partial<ConnectFacts>, key: StepKey, state: string, says: RegExp][] = [
  ['SAML is missing', { saml: fresh.saml }, 'saml', 'warning', /Provisioning works without it.*Import the metadata/],
  ['nothing is there', { saml: fresh.saml, scimSync: fresh.scimSync }, 'saml', 'todo', /Import the metadata/],
  ['SCIM Sync is off', { scimSync: fresh.scimSync }, 'sync', 'todo', /Enable SCIM Sync/],
  ['the IdP is disabled', { status: 'disabled' }, 'sync', 'todo', /Status to Enabled/],
  ['its set-up is paused', { status: 'resume' }, 'sync', 'todo', /Resume it/],
  ['it is in a draft alone', { status: 'unpublished' }, 'sync', 'todo', /Activate the pending changes/],
  ['there is no token', { token: fresh.token }, 'token', 'todo', /Generate a token, press Save/],
  [
    'the token has expired',
    { token: { live: undefined, pending: undefined, hasExpired: true } },
    'token',
    'todo',
    /has expired/,
  ],
  [
    'a token waits for Save',
    { token: { live: undefined, pending: ago(MINUTE), hasExpired: false } },
    'token',
    'todo',
    /Press Save on the page/,
  ],
  [
    'a token waited for Save in vain',
    { token: { live: undefined, pending: ago(2 * HOUR), hasExpired: false } },
    'token',
    'todo',
    /was left: generate a new one/,
  ],
  [
    'a second token waits for Save',
    { token: { live: ago(HOUR), pending: ago(MINUTE), hasExpired: false } },
    'token',
    'done',
    /not saved/,
  ],
  [
    'an older token never was saved',
    { token: { live: ago(MINUTE), pending: ago(HOUR), hasExpired: false } },
    'token',
    'done',
    /^$/,
  ],
  ['no request has come', { requests: fresh.requests }, 'request', 'waiting', /test its connection/],
  ['no user has come', { users: fresh.users }, 'user', 'waiting', /Assign the people/],
  ['people came with sign-ins alone', { requests: fresh.requests }, 'user', 'todo', /Assign/],
  [
    'the counts differ later',
    { users: { ...connected.users, count: 2_990 } },
    'counts',
    'warning',
    /2,990 of 3,000 users/,
  ],
  [
    'as many are here as the list has, but not the same people',
    { compared: { missing: 3, users: 3_000 }, policy: fresh.policy },
    'counts',
    'waiting',
    /3,000 of 3,000 users, 40 of 40 groups. Of the list.*3 people are not here.*Readiness names them/,
  ],
  [
    'as many came as a compared list still missed',
    { compared: { missing: 3, users: 2_997 } },
    'counts',
    'done',
    /^3,000 of 3,000 users/,
  ],
  [
    'somebody left in whose place others may be missing',
    { users: { ...connected.users, active: 2_990 }, policy: fresh.policy },
    'counts',
    'waiting',
    /Only 2,990 of the users are active.*Compare with a list/,
  ],
  [
    'somebody left, and a list has everybody',
    { users: { ...connected.users, active: 2_990 }, expected: { ...connected.expected!, source: 'file' } },
    'counts',
    'done',
    /3,000 of 3,000/,
  ],
  ['nobody gave numbers, and it is decided', { expected: undefined }, 'counts', 'warning', /Nobody has said/],
  ['policies do not go by it', { policy: fresh.policy }, 'policy', 'todo', /Everybody is here: enable it/],
  [
    'somebody new came long after',
    { users: { ...connected.users, lastAt: ago(MINUTE) }, expected: undefined },
    'users-synced',
    'done',
    /3,000 users/,
  ],
]

test.each(cases)('connected, but %s', (_what, change, key, state, says) => {
  const found = step({ ...connected, ...change }, key)
  expect(found?.state).toBe(state)
  expect([found?.text, found?.next].filter(Boolean).join(' ')).toMatch(says)
})

describe('users and groups', () => {
  test('while users come, groups are held back, and nothing is decided', () => {
    expect(states(syncing)).toEqual(['done', 'done', 'done', 'done', 'done', 'waiting', 'todo', 'todo', 'todo'])
    expect(step(syncing, 'users-synced')?.text).toBe('1,204 users so far.')
    expect(step(syncing, 'groups')?.next).toMatch(/errors that the IdP does not recover from/)
    expect(step(syncing, 'policy')?.next).toMatch(/Not yet/)
  })

  test.each([
    [QUIET_MS - 1_000, 'waiting', 'todo'],
    [QUIET_MS, 'done', 'waiting'],
  ])('quiet for %i ms: users are %s, groups %s', (quiet, users, groups) => {
    const facts = { ...syncing, users: { ...syncing.users, lastAt: ago(quiet) } }
    expect([step(facts, 'users-synced')?.state, step(facts, 'groups')?.state]).toEqual([users, groups])
  })

  test.each([
    [1_204, 0, 'done', '1,204 of 1,204 users.', undefined],
    [1_205, 0, 'waiting', '1,204 of 1,205 users.', /still coming/],
    [1_205, QUIET_MS, 'waiting', '1,204 of 1,205 users.', /some are missing/],
    [1_000, 0, 'done', '1,204 users here, 1,000 expected.', undefined],
  ])('%i are expected and the last came %i ms ago', (all, quiet, state, text, next) => {
    const users = { ...syncing.users, lastAt: ago(quiet) }
    const found = step(
      { ...syncing, users, expected: { users: all, groups: null, source: 'entered', at: now } },
      'users-synced',
    )
    expect([found?.state, found?.text]).toEqual([state, text])
    if (next) expect(found?.next).toMatch(next)
    else expect(found?.next).toBeUndefined()
  })

  const pushed = (
    before: number,
    after: number | undefined,
    users: Partial<ConnectFacts['users']> = {},
  ): ConnectFacts => ({
    ...connected,
    users: { ...connected.users, ...users },
    groups: { count: 2, firstAt: ago(HOUR) },
    aroundGroups: {
      before: ago(HOUR + before),
      after: after === undefined ? undefined : ago(HOUR - after),
    },
    expected: { users: 3_000, groups: 2, source: 'entered', at: now },
  })
  test.each([
    ['after the last user', pushed(MINUTE, undefined), 'done'],
    ['long before somebody new', pushed(MINUTE, QUIET_MS), 'done'],
    ['after a quiet time, with somebody new soon after', pushed(QUIET_MS, MINUTE), 'done'],
    ['while users came', pushed(MINUTE, MINUTE), 'warning'],
    [
      'before any user',
      { ...pushed(0, 1_000), aroundGroups: { before: undefined, after: ago(HOUR - 1_000) } },
      'warning',
    ],
  ])('groups that came %s', (_when, facts, state) => {
    expect(step(facts, 'groups')?.state).toBe(state)
    expect(connection(facts).isConnected).toBe(true)
  })

  test('groups are here and users are not all: said at once', () => {
    const facts = { ...syncing, groups: { count: 1, firstAt: ago(1_000) } }
    expect(step(facts, 'groups')).toMatchObject({
      state: 'warning',
      next: expect.stringContaining('Push no more groups'),
    })
    expect(connection(facts).isConnected).toBe(false)
  })

  test('an IdP without groups is connected once somebody says that there are none', () => {
    const none = { ...connected, groups: fresh.groups, aroundGroups: fresh.aroundGroups }
    expect(
      connection({ ...none, expected: { users: 3_000, groups: null, source: 'entered', at: now } }).isConnected,
    ).toBe(false)
    expect(connection({ ...none, expected: { users: 3_000, groups: 0, source: 'entered', at: now } }).isConnected).toBe(
      true,
    )
  })

  test('counts that do not match hold up the policy', () => {
    const facts: ConnectFacts = {
      ...connected,
      policy: fresh.policy,
      expected: { users: 3_000, groups: 41, source: 'entered', at: now },
    }
    expect(step(facts, 'counts')).toMatchObject({ state: 'waiting', text: '3,000 of 3,000 users, 40 of 41 groups.' })
    expect(step(facts, 'policy')?.next).toMatch(/Not yet/)
  })
})
