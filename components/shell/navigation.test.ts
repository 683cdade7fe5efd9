import { expect, test } from 'vitest'
import { isActive } from './navigation.ts'

test.each([
  ['/', '/', true],
  ['/', '/authentication/scim/users', false],
  ['/authentication/scim/users', '/authentication/scim/users', true],
  ['/authentication/idp-configuration', '/authentication/idp-configuration/12/edit', true],
  ['/authentication/scim/users', '/authentication/scim/users-else', false],
])('entry %s on %s: %s', (href, pathname, expected) => {
  expect(isActive(href, pathname)).toBe(expected)
})
