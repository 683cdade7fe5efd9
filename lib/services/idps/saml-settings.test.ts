import { expect, test } from 'vitest'
import { readEntityId, readSamlSettings, type SamlSettings } from './saml-settings.ts'
import { defaultSettings } from './settings.ts'

const refused = (change: Partial<SamlSettings>) => () => readSamlSettings({ ...defaultSettings, ...change })

describeUrls('singleSignOnUrl')
describeUrls('singleLogoutUrl')
describeUrls('metadataUrl')

function describeUrls(field: 'singleSignOnUrl' | 'singleLogoutUrl' | 'metadataUrl'): void {
  test.each([
    ['http://idp.example.com/sso', /http is not accepted/],
    ['idp.example.com/sso', /begins with https/],
    ['javascript:alert(1)', /begins with https/],
    ['https://user:pw@idp.example.com/', /user name or password/],
    [`https://idp.example.com/${'x'.repeat(2048)}`, /2,048/],
  ])(`refuses the ${field} %j`, (text, message) => {
    expect(refused({ [field]: text })).toThrow(
      expect.objectContaining({ field, message: expect.stringMatching(message) }),
    )
  })
}

test('an entity id holds no space', () => {
  expect(readEntityId(' urn:idp:1 ')).toBe('urn:idp:1')
  expect(() => readEntityId('urn: idp')).toThrow(/spaces/)
})

test('attributes keep their case, and the login name is the NameID where nothing is said', () => {
  const read = readSamlSettings({ ...defaultSettings, groupNameAttribute: ' memberOf ', loginNameAttribute: ' ' })
  expect(read).toMatchObject({ groupNameAttribute: 'memberOf', loginNameAttribute: 'NameID' })
})

test.each([
  'loginNameAttribute',
  'displayNameAttribute',
  'groupNameAttribute',
  'departmentNameAttribute',
  'roleAttribute',
])('%s is a name of an attribute', (field) => {
  expect(refused({ [field]: 'x'.repeat(257) })).toThrow(expect.objectContaining({ field }))
  expect(refused({ [field]: 'a\u0000b' })).toThrow(expect.objectContaining({ field }))
})
