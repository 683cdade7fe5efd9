import { expect, test } from 'vitest'
import { nearMissWords } from './near-miss-words.ts'

test.each([
  ['dana@example.com', 'dana@example.com ', 'They differ in space only.'],
  ['dılek@example.com', 'dilek@example.com', 'They differ in accents, dots of letters or characters that do not show.'],
  ['danä@example.com', 'dana@example.com', 'They differ in accents, dots of letters or characters that do not show.'],
  ['danareyes@example.com', 'dana.reyes@example.com', 'They differ in the dots before the @.'],
  ['dana@example.com', 'Dana@example.org', 'The IdP sends @example.com; SCIM sends @example.org.'],
  ['dana', 'dana@example.org', 'The IdP sends no domain; SCIM sends @example.org.'],
  ['dana@example.com', 'dana', 'The IdP sends @example.com; SCIM sends no domain.'],
  ['dana@example.com', 'u1077@corp', 'The IdP sends what SCIM has as an e-mail address of this user.'],
])('%s and %s', (loginName, userName, words) => {
  expect(nearMissWords(loginName, userName)).toBe(words)
})
