import { expect, test } from 'vitest'
import { compilePolicies } from './compile.ts'
import { explain } from './explain.ts'
import { noCriteria } from './rule.ts'
import {
  allow,
  block,
  dana,
  engineering,
  identity,
  okta,
  oktaIdp,
  policySet,
  rule,
  sales,
  team,
  toWiki,
} from './testing-set.ts'
import { outcomeText } from './outcome-words.ts'
import { namesOf, sentenceOf } from './words.ts'

test('every rule tried says what ruled it out, and the deciding one what held', () => {
  const rules = [
    rule(allow, { platforms: ['windows'] }),
    rule(allow, {}, { isEnabled: false }),
    rule(allow, identity([okta([{ kind: 'scim', attribute: 'department', value: 'Legal' }])])),
    rule(allow, { applicationIds: ['wiki'], ...identity([okta([sales, engineering])]) }),
    rule(block),
  ]
  const { tried, decision, omitted } = explain(compilePolicies(policySet(rules)), 'access', dana, toWiki)
  expect(decision.rule).toBe(rules[3])
  expect(omitted).toBe(0)
  expect(tried.map(({ order, truth, isDeciding }) => [order, truth, isDeciding])).toEqual([
    [1, 'no', false],
    [2, 'disabled', false],
    [3, 'no', false],
    [4, 'yes', true],
  ])
  expect(tried[0]?.checks).toEqual([
    { kind: 'platforms', text: 'the platform is Windows', truth: 'no', found: 'macOS', items: [] },
  ])
  expect(tried[2]?.checks[0]?.items).toEqual([
    { text: 'Department is “Legal”', truth: 'no', found: 'Department: “engineering”' },
  ])
  expect(tried[3]?.checks.map(({ kind, truth }) => [kind, truth])).toEqual([
    ['applications', 'yes'],
    ['identity', 'yes'],
  ])
})

test('attributes that are off and the gate are named', () => {
  const compiled = compilePolicies(
    policySet([rule(allow, identity([okta([sales, team], 'and')]))], {
      idps: [{ ...oktaIdp, usesSaml: false, scimSince: new Date('2026-11-21T00:00:00Z') }],
    }),
  )
  const { tried, isGated, decision } = explain(compiled, 'access', dana, toWiki)
  expect([isGated, decision.reason]).toEqual([true, 'default'])
  expect(tried[0]?.checks[0]?.items.map(({ truth, found }) => [truth, found])).toEqual([
    ['off', 'waits until the user has signed in again'],
    ['off', 'SAML Attributes for Policy is off for Okta'],
  ])
})

test('of very many rules the first and the deciding one are told', () => {
  const rules = [...Array.from({ length: 50 }, () => rule(allow, { platforms: ['ios'] })), rule(allow)]
  const { tried, omitted } = explain(compilePolicies(policySet(rules)), 'access', dana, toWiki, 10)
  expect([tried.length, omitted, tried.at(-1)?.order]).toEqual([10, 41, 51])
})

test('no rule is tried where the user is kept out anyway', () => {
  const subject = { ...dana, provisioned: 'inactive' as const }
  expect(explain(compilePolicies(policySet([rule(allow)])), 'access', subject, toWiki).tried).toEqual([])
})

test('criteria read as a sentence', () => {
  const names = namesOf(policySet([]))
  const { criteria } = rule(allow, {
    applicationIds: ['wiki', 'gone'],
    segmentGroupIds: ['intranet'],
    ...identity([okta([sales, engineering], 'and'), { idpId: 'gone', join: 'or', items: [{ kind: 'any-saml' }] }]),
    platforms: ['mac', 'ios'],
  })
  expect(sentenceOf(criteria, names)).toBe(
    'When the application is Wiki or a deleted application or it belongs to Intranet, and (Okta has the user in the group Sales and Department is “Engineering”) or (a deleted IdP has the user signed in by SAML, whatever the attributes), and the platform is macOS or iOS.',
  )
  expect(sentenceOf(noCriteria, names)).toBe('Always.')
})

test('timeouts read in their largest unit', () => {
  const outcome = { policy: 'timeout', message: '', authenticationSeconds: 129_600, idleSeconds: null } as const
  expect(outcomeText(outcome)).toBe('Authentication Timeout: 36 hours · Idle Connection Timeout: Default')
  expect(outcomeText({ ...outcome, authenticationSeconds: null, idleSeconds: 86_400 })).toBe(
    'Authentication Timeout: Never · Idle Connection Timeout: 1 day',
  )
})
