import { expect, test } from 'vitest'
import { readDomains, readEntityId, readName, readSingleSignOnUrl } from './rules.ts'

test.each([
  ['Okta', 'Okta'],
  ['  okta_EU-2.0 ', 'okta_EU-2.0'],
  ['Größe', 'Größe'],
])('accepts the name %j', (text, name) => {
  expect(readName(text)).toBe(name)
})

test.each([
  ['', /enter a name/],
  ['two words', /a space is not accepted/],
  ['a/b', /“\/” is not accepted/],
  ['a:b', /“:” is not accepted/],
  ['x'.repeat(101), /100 characters/],
])('refuses the name %j', (text, message) => {
  expect(() => readName(text)).toThrow(
    expect.objectContaining({ field: 'name', message: expect.stringMatching(message) }),
  )
})

test('domains are stored in one form, each once', () => {
  expect(readDomains([' Example.COM ', 'example.com.', 'bücher.example', '', 'a-b.co.uk'])).toEqual([
    'a-b.co.uk',
    'example.com',
    'xn--bcher-kva.example',
  ])
})

test.each([
  ['dana@example.com', /holds an @/],
  ['https://example.com', /is an address/],
  ['*.example.com', /wildcard/],
  ['example', /is not a domain/],
  ['192.0.2.1', /is not a domain/],
  ['-a.example', /is not a domain/],
  ['exa mple.com', /is not a domain/],
  ['a..example', /is not a domain/],
  [`${'x'.repeat(64)}.example`, /is not a domain/],
])('refuses the domain %j', (entry, message) => {
  expect(() => readDomains([entry])).toThrow(
    expect.objectContaining({ field: 'domains', message: expect.stringMatching(message) }),
  )
})

test.each([
  ['http://idp.example.com/sso', /http is not accepted/],
  ['idp.example.com/sso', /begins with https/],
  ['javascript:alert(1)', /begins with https/],
  ['https://user:pw@idp.example.com/', /user name or password/],
  [`https://idp.example.com/${'x'.repeat(2048)}`, /2,048/],
])('refuses the Single Sign-On URL %j', (text, message) => {
  expect(() => readSingleSignOnUrl(text)).toThrow(
    expect.objectContaining({ field: 'singleSignOnUrl', message: expect.stringMatching(message) }),
  )
})

test('an entity id holds no space', () => {
  expect(readEntityId(' urn:idp:1 ')).toBe('urn:idp:1')
  expect(() => readEntityId('urn: idp')).toThrow(/spaces/)
})
