import { expect, test } from 'vitest'
import { readDomains, readName, requireConsistent } from './rules.ts'
import { defaultSettings, type IdpSettings } from './settings.ts'

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

const judged = (change: Partial<IdpSettings>) =>
  requireConsistent({ ...defaultSettings, certificates: 0 }, { ...defaultSettings, certificates: 0, ...change })

test.each<[string, Partial<IdpSettings>]>([
  ['SAML Auto-Provisioning alone', { samlAutoProvisioning: true }],
  ['SCIM Sync alone', { scimSync: true }],
  ['neither', {}],
  ['a role attribute for administrators', { singleSignOn: 'admin', roleAttribute: 'groups' }],
])('accepts %s', (_what, change) => {
  expect(() => judged(change)).not.toThrow()
})

test.each<[string, Partial<IdpSettings>, string]>([
  ['SAML Auto-Provisioning and SCIM Sync together', { samlAutoProvisioning: true, scimSync: true }, 'provisioning'],
  ['SAML Auto-Provisioning of administrators', { singleSignOn: 'admin', samlAutoProvisioning: true }, 'provisioning'],
  ['a role attribute for users', { roleAttribute: 'groups' }, 'roleAttribute'],
])('refuses %s', (_what, change, field) => {
  expect(() => judged(change)).toThrow(expect.objectContaining({ code: 'invalid', field }))
})
