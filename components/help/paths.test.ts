import { expect, test } from 'vitest'
import { guideAt, guideHref, idpOf } from './paths.ts'

test('an address of a guide is read as it is made', () => {
  expect(guideHref('okta-zpa', 'people-first', '123')).toBe('/help/okta-zpa?idp=123#people-first')
  expect(guideAt(guideHref('okta-zpa', 'people-first', '123'))).toEqual({ slug: 'okta-zpa', anchor: 'people-first' })
  expect(guideAt(guideHref('okta-zpa'))).toEqual({ slug: 'okta-zpa' })
})

test.each([
  '/help',
  '/help/scim-api',
  '/help/scim-api#users',
  '/help/search?q=x',
  '/policy/access',
  'https://x/help/a',
  '#a',
])('%s is no guide', (href) => expect(guideAt(href)).toBeUndefined())

test('the IdP of a page is in its path or its query', () => {
  const none = new URLSearchParams()
  expect(idpOf('/authentication/idp-configuration/123', none)).toBe('123')
  expect(idpOf('/authentication/idp-configuration/123/setup', none)).toBe('123')
  expect(idpOf('/authentication/idp-configuration/new', none)).toBeUndefined()
  expect(idpOf('/authentication/scim/users', new URLSearchParams('idp=7'))).toBe('7')
  expect(idpOf('/policy/access', none)).toBeUndefined()
})
