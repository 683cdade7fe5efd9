import { expect, test } from 'vitest'
import { briefOf, LONGEST_BRIEF } from './brief.ts'
import { compilePolicies } from './compile.ts'
import { explain } from './explain.ts'
import { allow, block, dana, engineering, identity, okta, policySet, rule, sales, toWiki } from './testing-set.ts'

const brief = (rules: Parameters<typeof policySet>[0]) =>
  briefOf(explain(compilePolicies(policySet(rules)), 'access', dana, toWiki))

test('rules about other applications, and disabled ones, are counted and left out', () => {
  const told = brief([
    rule(allow, { applicationIds: ['all'] }),
    rule(allow, {}, { isEnabled: false }),
    rule(allow, { platforms: ['ios'] }, { name: 'Phones' }),
    rule(block, { applicationIds: ['wiki'], ...identity([okta([sales, engineering], 'and')]) }, { name: 'Not sales' }),
  ])
  expect(told).toMatchObject({ outcome: 'Block Access', domain: 'wiki.example.com', omitted: 2 })
  expect(told.rules.map(({ order, name, truth, isDeciding }) => [order, name, truth, isDeciding])).toEqual([
    [3, 'Phones', 'no', false],
    [4, 'Not sales', 'yes', true],
  ])
  expect(told.rules[1]?.checks[1]?.items).toEqual([
    { text: 'in the group Sales', found: 'is a member', truth: 'yes' },
    { text: 'Department is “Engineering”', found: 'Department: “engineering”', truth: 'yes' },
  ])
})

test('it stays short, whatever rules say', () => {
  const long = { kind: 'scim', attribute: 'department', value: 'x'.repeat(500) } as const
  const many = identity([okta(Array.from({ length: 100 }, () => long))])
  const told = brief([...Array.from({ length: 40 }, () => rule(allow, many)), rule(block, identity([okta([sales])]))])
  expect(JSON.stringify(told).length).toBeLessThanOrEqual(LONGEST_BRIEF)
  expect(told.rules.at(-1)?.isDeciding).toBe(true)
  expect(told.rules.length + told.omitted).toBe(41)
})
