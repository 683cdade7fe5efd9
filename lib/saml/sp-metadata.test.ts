import { expect, test } from 'vitest'
import { escapeXml, serviceProvider, spMetadata } from './sp-metadata.ts'
import { testCertificate } from './testing.ts'
import { childrenNamed, readXml } from './xml.ts'

const md = 'urn:oasis:names:tc:SAML:2.0:metadata'

test('our metadata reads back as written', async () => {
  const { pem, base64 } = await testCertificate()
  const provider = serviceProvider('https://rollcall.example.com', '245')
  const root = readXml(spMetadata(provider, { certificatePem: pem, signsRequests: true }))
  expect(root).toMatchObject({ namespace: md, name: 'EntityDescriptor' })
  expect(root.attributes.get('entityID')).toBe('https://rollcall.example.com/saml/245/metadata')
  const [role] = childrenNamed(root, md, 'SPSSODescriptor')
  expect(role?.attributes.get('AuthnRequestsSigned')).toBe('true')
  const [acs] = role ? childrenNamed(role, md, 'AssertionConsumerService') : []
  expect(acs?.attributes.get('Location')).toBe('https://rollcall.example.com/saml/245/acs')
  expect(spMetadata(provider, { certificatePem: pem, signsRequests: false })).toContain(base64)
})

test('markup in a value stays a value', () => {
  const hostile = `https://x.example/"'<&>\u0001\ud800`
  const provider = { entityId: hostile, acsUrl: hostile }
  const root = readXml(spMetadata(provider, { certificatePem: 'AAAA', signsRequests: false }))
  expect(root.attributes.get('entityID')).toBe(`https://x.example/"'<&>`)
  expect(escapeXml('a & b')).toBe('a &amp; b')
})
