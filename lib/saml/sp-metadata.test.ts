import { expect, test } from 'vitest'
import { escapeXml, serviceProvider, spMetadata } from './sp-metadata.ts'
import { testCertificate } from './testing.ts'
import { childrenNamed, readXml } from './xml.ts'

const md = 'urn:oasis:names:tc:SAML:2.0:metadata'

test('our metadata reads back as written', async () => {
  const { pem } = await testCertificate()
  const provider = serviceProvider('https://rollcall.example.com', '245')
  const certificates = [{ pem, purpose: 'signing' as const }]
  const root = readXml(spMetadata(provider, { certificates, signsRequests: true }))
  expect(root).toMatchObject({ namespace: md, name: 'EntityDescriptor' })
  expect(root.attributes.get('entityID')).toBe('https://rollcall.example.com/saml/245/metadata')
  const [role] = childrenNamed(root, md, 'SPSSODescriptor')
  expect(role?.attributes.get('AuthnRequestsSigned')).toBe('true')
  const [acs] = role ? childrenNamed(role, md, 'AssertionConsumerService') : []
  expect(acs?.attributes.get('Location')).toBe('https://rollcall.example.com/saml/245/acs')
  expect(role && childrenNamed(role, md, 'SingleLogoutService')).toEqual([])
})

test('every certificate is published, the one in use first, and single logout by both bindings', async () => {
  const [current, next, decryption] = await Promise.all([testCertificate(), testCertificate(), testCertificate()])
  const provider = serviceProvider('https://rollcall.example.com', '245')
  const xml = spMetadata(provider, {
    certificates: [
      { pem: current.pem, purpose: 'signing' },
      { pem: next.pem, purpose: 'signing' },
      { pem: decryption.pem, purpose: 'decryption' },
    ],
    signsRequests: false,
    logoutUrl: 'https://rollcall.example.com/saml/245/logout',
  })
  const [role] = childrenNamed(readXml(xml), md, 'SPSSODescriptor')
  const keys = role ? childrenNamed(role, md, 'KeyDescriptor') : []
  expect(keys.map((key) => key.attributes.get('use'))).toEqual(['signing', 'signing', 'encryption'])
  expect(keys.map((key) => childrenNamed(key, md, 'EncryptionMethod').length)).toEqual([0, 0, 3])
  const at = [current, next, decryption].map(({ base64 }) => xml.indexOf(base64))
  expect(at).toEqual(at.toSorted((a, b) => a - b))
  expect(at[0]).toBeGreaterThan(0)
  // The order of the schema: keys, logout services, formats, consumers (SAML Metadata §2.4.2, §2.4.4).
  expect([...new Set(role?.children.map(({ name }) => name))]).toEqual([
    'KeyDescriptor',
    'SingleLogoutService',
    'NameIDFormat',
    'AssertionConsumerService',
  ])
  expect(role && childrenNamed(role, md, 'SingleLogoutService').length).toBe(2)
})

test('markup in a value stays a value', () => {
  const hostile = `https://x.example/"'<&>\u0001\ud800`
  const provider = { entityId: hostile, acsUrl: hostile }
  const root = readXml(
    spMetadata(provider, { certificates: [{ pem: 'AAAA', purpose: 'signing' }], signsRequests: false }),
  )
  expect(root.attributes.get('entityID')).toBe(`https://x.example/"'<&>`)
  expect(escapeXml('a & b')).toBe('a &amp; b')
})
