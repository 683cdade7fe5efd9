import { expect, test } from 'vitest'
import { compilePolicies } from './compile.ts'
import { decide } from './decide.ts'
import { noCriteria, type Rule } from './rule.ts'
import { allow, block, dana, engineering, identity, okta, policySet, rule, sales, toWiki } from './testing-set.ts'

const nobody = { ...dana, isAnonymous: true, idpId: '', userName: '', groups: new Set<string>() }
const access = (rules: readonly Rule[]) => decide(compilePolicies(policySet(rules)), 'access', nobody, toWiki)

test('a rule that asks nothing of the user allows somebody who has not signed in', () => {
  const anybody = rule(allow, { locationIds: ['office'] })
  expect(access([rule(allow, identity([okta([sales])])), anybody])).toMatchObject({ reason: 'rule', rule: anybody })
  expect(access([rule(allow, identity([okta([sales])]))])).toMatchObject({ reason: 'default' })
})

test('a rule that blocks some users is not passed by before it is known who it is', () => {
  const blocked = rule(block, identity([okta([engineering])]))
  expect(access([blocked, rule(allow)])).toMatchObject({ reason: 'unknown', rule: blocked })
  const elsewhere = rule(block, { ...identity([okta([engineering])]), platforms: ['windows'] })
  expect(access([elsewhere, rule(allow)])).toMatchObject({ outcome: allow })
})

test('also behind more rules than are looked at one by one', () => {
  const others = Array.from({ length: 100 }, () => rule(allow, identity([okta([sales])])))
  const blocked = rule(block, identity([okta([engineering])]))
  expect(access([...others, blocked, rule(allow)])).toMatchObject({ reason: 'unknown', rule: blocked })
})

test('what is no application is blocked', () => {
  const set = policySet([rule(allow)], { applications: [] })
  expect(decide(compilePolicies(set), 'access', nobody, toWiki).reason).toBe('no-application')
})

test('timeouts are those of rules that ask nothing of the user', () => {
  const outcome = { policy: 'timeout' as const, authenticationSeconds: 600, idleSeconds: null, message: '' }
  const timeout = (criteria: Rule['criteria']) => rule(outcome, criteria)
  const set = policySet([], {
    rules: { access: [], forwarding: [], timeout: [timeout({ ...noCriteria, ...identity([okta([sales])]) })] },
  })
  expect(decide(compilePolicies(set), 'timeout', nobody, toWiki).reason).toBe('default')
})
