import { expect, test } from 'vitest'
import { defaultRuleProblems, nameProblems, ruleProblems } from './problems.ts'
import { noCriteria, type Criteria, type Outcome, type Policy } from './rule.ts'
import { allow, block, engineering, identity, okta, sales } from './testing-set.ts'

const timeout = { policy: 'timeout', message: '', authenticationSeconds: 3_600, idleSeconds: null } as const
const forward = { policy: 'forwarding', action: 'forward' } as const

const fields = (policy: Policy, outcome: Outcome, criteria: Partial<Criteria> = {}) =>
  ruleProblems(policy, {
    name: 'Rule',
    description: '',
    outcome,
    criteria: { ...noCriteria, ...criteria },
  }).map(({ field }) => field)

test.each<[string, Policy, Outcome, Partial<Criteria>, string[]]>([
  ['all is well', 'access', allow, { ...identity([okta([sales, engineering])]), countryCodes: ['DE'] }, []],
  ['an action of another policy', 'access', forward, {}, ['action']],
  ['a message where nothing is blocked', 'access', { ...allow, message: 'Hello' }, {}, ['message']],
  ['a message with a block', 'access', block, {}, []],
  ['nine minutes', 'timeout', { ...timeout, authenticationSeconds: 540 }, {}, ['authenticationSeconds']],
  ['ten minutes', 'timeout', { ...timeout, authenticationSeconds: 600 }, {}, []],
  ['no number', 'timeout', { ...timeout, authenticationSeconds: Number.NaN }, {}, ['authenticationSeconds']],
  ['half a minute', 'timeout', { ...timeout, idleSeconds: 630 }, {}, ['idleSeconds']],
  ['timeouts that contradict', 'timeout', { ...timeout, idleSeconds: 7_200 }, {}, ['idleSeconds']],
  ['an idle timeout beside Never', 'timeout', { ...timeout, authenticationSeconds: null, idleSeconds: 7_200 }, {}, []],
  ['a country of timeout rules', 'timeout', timeout, { countryCodes: ['DE'] }, ['country-codes']],
  ['a location of forwarding rules', 'forwarding', forward, { locationIds: ['office'] }, ['locations']],
  ['a country that is none', 'access', allow, { countryCodes: ['XX'] }, ['country-codes']],
  ['a network that is none', 'access', allow, { trustedNetworks: ['10.0.0.0/33'] }, ['trusted-networks']],
  ['an IdP without criteria', 'access', allow, identity([okta([])]), ['identity']],
  ['an IdP twice', 'access', allow, identity([okta([sales]), okta([engineering])]), ['identity']],
  ['no value', 'access', allow, identity([okta([{ kind: 'scim', attribute: 'title', value: ' ' }])]), ['identity']],
  [
    'an attribute that is none',
    'access',
    allow,
    identity([okta([{ kind: 'scim', attribute: 'shoe', value: '42' }])]),
    ['identity'],
  ],
  ['1,001 applications', 'access', allow, { applicationIds: Array.from({ length: 1_001 }, String) }, ['applications']],
])('%s', (_, policy, outcome, criteria, expected) => expect(fields(policy, outcome, criteria)).toEqual(expected))

test.each<[Policy, string, boolean]>([
  ['access', 'Wiki for Sales v1.2_a-b', true],
  ['forwarding', 'Straße 7', true],
  ['timeout', 'Long-lived_2', true],
  ['timeout', 'v1.2', false],
  ['access', 'Sales & more', false],
  ['access', '', false],
  ['timeout', 'default rule', false],
  ['access', 'Default Rule', true],
  ['access', 'x'.repeat(256), false],
])('a name of %s: %j', (policy, name, isGood) => expect(nameProblems(policy, name)).toHaveLength(isGood ? 0 : 1))

test('timeouts that contradict each other are told with both of them', () => {
  const outcome = { ...timeout, authenticationSeconds: 3_600, idleSeconds: 86_400 }
  expect(defaultRuleProblems('timeout', { description: '', outcome })).toEqual([
    {
      field: 'idleSeconds',
      message:
        'Idle Connection Timeout: 1 day is longer than the Authentication Timeout, 1 hour, so it would never come to pass.',
    },
  ])
})

test('a default rule has the action of its policy', () => {
  expect(defaultRuleProblems('forwarding', { description: '', outcome: forward })).toEqual([])
  expect(defaultRuleProblems('timeout', { description: '', outcome: forward }).map(({ field }) => field)).toEqual([
    'action',
  ])
})
