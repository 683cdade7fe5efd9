import { expect, test } from 'vitest'
import { noCriteria } from './rule.ts'
import { identity, okta, policySet, sales } from './testing-set.ts'
import { splitDuration } from './outcome-words.ts'
import { namesOf, sentenceOf } from './words.ts'

const names = namesOf(policySet([]))
const many = { ...noCriteria, countryCodes: ['AT', 'CH', 'DE', 'FR'] }

test.each([
  [undefined, 'When the country is AT or CH or DE or FR.'],
  [2, 'When the country is AT or CH or 2 others.'],
  [3, 'When the country is AT or CH or DE or FR.'],
])('of long lists, %s are told', (most, sentence) =>
  expect(sentenceOf(many, { ...names, ...(most === undefined ? {} : { most }) })).toBe(sentence),
)

test('a rule of segment groups alone says of what they are', () => {
  expect(sentenceOf({ ...noCriteria, segmentGroupIds: ['intranet'] }, names)).toBe(
    'When the application belongs to Intranet.',
  )
})

test('items of an IdP are told as they are joined', () => {
  const criteria = { ...noCriteria, ...identity([okta([sales, { kind: 'any-saml' }, sales, sales], 'and')]) }
  expect(sentenceOf(criteria, { ...names, most: 2 })).toBe(
    'When Okta has the user in the group Sales and signed in by SAML, whatever the attributes and 2 others.',
  )
})

test.each([
  [86_400, 1, 'days'],
  [90_000, 25, 'hours'],
  [5_400, 90, 'minutes'],
])('%i seconds are %i %s', (seconds, amount, unit) => expect(splitDuration(seconds)).toEqual({ amount, unit }))
