import { assert, nat, property, string } from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { isAppError } from '#lib/errors.ts'
import { readIdpMetadata } from './idp-metadata.ts'
import { testCertificate, testMetadata } from './testing.ts'

let base64: string
let good: string
beforeAll(async () => {
  ;({ base64 } = await testCertificate({ commonName: 'sso.example.com' }))
  good = testMetadata({ base64 })
})

test('reads entity id, address and certificate', () => {
  const metadata = readIdpMetadata(good)
  expect(metadata).toMatchObject({
    entityId: 'https://idp.example.com/entity',
    redirectUrl: 'https://idp.example.com/sso?a=1&b=2',
    wantsSignedRequests: false,
  })
  expect(metadata.postUrl).toBeUndefined()
  expect(metadata.certificates.map((certificate) => certificate.commonName)).toEqual(['sso.example.com'])
})

test.each<[string, (xml: string) => string]>([
  ['another prefix', (xml) => xml.replaceAll('md:', 'm2:').replace('xmlns:md', 'xmlns:m2')],
  ['no prefix', (xml) => xml.replaceAll('md:', '').replace('xmlns:md', 'xmlns')],
  ['a byte order mark', (xml) => `\u{feff}${xml}`],
  ['a key without a use', (xml) => xml.replace('use="signing"', '')],
  [
    'the only entity of a list',
    (xml) =>
      `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${xml.replace(/^<\?.*\?>/, '')}</EntitiesDescriptor>`,
  ],
])('reads metadata with %s', (_what, change) => {
  const changed = change(good)
  expect(changed).not.toBe(good)
  expect(readIdpMetadata(changed).entityId).toBe('https://idp.example.com/entity')
})

test.each<[string, RegExp, () => string]>([
  ['nothing', /is empty/, () => ''],
  ['no XML', /does not begin with an XML element/, () => 'hello'],
  [
    'a DOCTYPE',
    /DOCTYPE/,
    () => `<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1/">]>${good.replace(/^<\?.*\?>/, '')}`,
  ],
  ['an unknown entity', /“&e;”/, () => testMetadata({ base64, entityId: 'https://idp.example.com/&e;' })],
  ['an unclosed element', /line \d+/, () => good.replace('</md:IDPSSODescriptor>', '')],
  ['two roots', /root elements/, () => '<a/><b/>'],
  ['deep nesting', /nested deeper than 32/, () => '<a>'.repeat(40) + '</a>'.repeat(40)],
  ['a reserved name', /names that are not accepted/, () => '<a __proto__="1"><__proto__/></a>'],
  ['too many bytes', /larger than 1 MiB/, () => good + ' '.repeat(1024 * 1024)],
  ['too many elements', /more than 20000 elements/, () => `<a>${'<b/>'.repeat(20_001)}</a>`],
  ['an undeclared prefix', /prefix “md” has no namespace/, () => good.replace('xmlns:md', 'xmlns:other')],
  ['another namespace', /namespace of EntityDescriptor/, () => good.replace('SAML:2.0:metadata', 'SAML:9.0:metadata')],
  ['a web page', /web page/, () => '<html><body/></html>'],
  ['no entityID', /no entityID/, () => good.replace('entityID', 'entityIdentifier')],
  ['no IDPSSODescriptor', /no IDPSSODescriptor/, () => good.replaceAll('IDPSSODescriptor', 'OtherDescriptor')],
  ['a service provider', /SPSSODescriptor/, () => good.replaceAll('IDPSSODescriptor', 'SPSSODescriptor')],
  ['SAML 1.1', /does not support SAML 2.0/, () => good.replace('SAML:2.0:protocol', 'SAML:1.1:protocol')],
  ['another binding', /no SingleSignOnService/, () => testMetadata({ base64, binding: 'SOAP' })],
  ['no Location', /has no Location/, () => good.replace('Location=', 'Elsewhere=')],
  ['http', /not an https URL/, () => testMetadata({ base64, location: 'http://idp.example.com/sso' })],
  ['a script', /not an https URL/, () => testMetadata({ base64, location: 'javascript:alert(1)' })],
  ['no key', /no KeyDescriptor/, () => good.replaceAll('KeyDescriptor', 'Other')],
  ['an encryption key only', /no KeyDescriptor element for signing/, () => good.replace('"signing"', '"encryption"')],
  ['no certificate', /no X509Certificate/, () => good.replaceAll('X509Certificate>', 'KeyName>')],
  ['a broken certificate', /X509Certificate: /, () => testMetadata({ base64: base64.slice(0, 200) })],
  [
    'an end in the past',
    /valid until 2020/,
    () => testMetadata({ base64, attributes: 'validUntil="2020-01-01T00:00:00Z"' }),
  ],
  ['a strange end', /not a date/, () => testMetadata({ base64, attributes: 'validUntil="soon"' })],
])('refuses %s and names it', (_what, message, source) => {
  expect(() => readIdpMetadata(source())).toThrow(
    expect.objectContaining({ code: 'invalid', field: 'metadata', message: expect.stringMatching(message) }),
  )
})

test('refuses a list of several IdPs', () => {
  const entity = good.replace(/^<\?.*\?>/, '')
  const list = `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${entity}${entity}</EntitiesDescriptor>`
  expect(() => readIdpMetadata(list)).toThrow(/describes 2 IdPs/)
})

test('whatever is cut out or put in, it answers or says why', () => {
  assert(
    property(nat(), nat(200), string({ maxLength: 20 }), (at, length, inserted) => {
      const from = at % good.length
      try {
        readIdpMetadata(good.slice(0, from) + inserted + good.slice(from + length))
      } catch (error) {
        if (!isAppError(error)) throw error
      }
    }),
    { numRuns: 500 },
  )
})
