import { expect, test } from 'vitest'
import { noCriteria, type Criteria, type Item } from '#lib/policy/rule.ts'
import {
  emptyKinds,
  isIdentityUnfinished,
  itemLack,
  newItem,
  newRule,
  replacedAt,
  shownKinds,
  tidied,
  withoutKind,
} from './rule-draft.ts'

const criteria: Criteria = { ...noCriteria, platforms: ['mac'], trustedNetworks: [' 192.0.2.0/24 ', ''] }

test('empty lines are not sent, nor the message of a rule that has come to allow', () => {
  const block = {
    ...newRule('access'),
    criteria,
    outcome: { policy: 'access', action: 'block', message: 'No.' } as const,
  }
  expect(tidied(block).criteria.trustedNetworks).toEqual(['192.0.2.0/24'])
  expect(tidied(block).outcome).toEqual(block.outcome)
  const allow = { ...block, outcome: { ...block.outcome, action: 'allow' } as const }
  expect(tidied(allow).outcome).toEqual({ policy: 'access', action: 'allow', message: '' })
})

test('shown is what is used and what was added, as far as the policy has it', () => {
  expect(shownKinds('access', criteria, ['country-codes'])).toEqual(['trusted-networks', 'platforms', 'country-codes'])
  expect(shownKinds('timeout', noCriteria, ['country-codes', 'identity'])).toEqual(['identity'])
})

test('an added kind that says nothing is told', () => {
  const entry = { ...newRule('access'), criteria: { ...criteria, trustedNetworks: [' '] } }
  expect(emptyKinds(entry, ['trusted-networks', 'platforms', 'locations'])).toEqual(['trusted-networks', 'locations'])
})

test('a removed kind takes its choices along, and no others', () => {
  expect(withoutKind(criteria, 'platforms')).toEqual({ ...criteria, platforms: [] })
  const named = { ...noCriteria, applicationIds: ['1'], segmentGroupIds: ['2'], locationIds: ['3'] }
  expect(withoutKind(named, 'applications')).toEqual({ ...noCriteria, locationIds: ['3'] })
})

test.each<[Item, RegExp | undefined]>([
  [{ kind: 'any-saml' }, undefined],
  [newItem('scim-group'), /group/],
  [{ kind: 'scim-group', groupId: '1' }, undefined],
  [newItem('scim'), /attribute/],
  [{ kind: 'scim', attribute: 'department', value: ' ' }, /value/],
  [{ kind: 'saml', attributeId: '7', value: 'Sales' }, undefined],
])('what %j lacks', (item, lack) => {
  if (lack) expect(itemLack(item)).toMatch(lack)
  else expect(itemLack(item)).toBeUndefined()
  expect(isIdentityUnfinished({ join: 'or', idps: [{ idpId: '1', join: 'or', items: [item] }] })).toBe(
    lack !== undefined,
  )
})

test('an IdP without criteria is unfinished', () => {
  expect(isIdentityUnfinished({ join: 'or', idps: [{ idpId: '1', join: 'or', items: [] }] })).toBe(true)
})

test('one of a list is replaced or left out', () => {
  expect(replacedAt(['a', 'b'], 1, 'c')).toEqual(['a', 'c'])
  expect(replacedAt(['a', 'b'], 0, undefined)).toEqual(['b'])
})
