import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readXml } from '#lib/saml/xml.ts'
import { deleteIdp, startIdp } from '#lib/services/idps/index.ts'
import { dana, openIdpTestStore } from '#lib/services/idps/testing.ts'
import { GET as getCertificate } from './certificate/route.ts'
import { GET as getMetadata } from './metadata/route.ts'

let opened: Awaited<ReturnType<typeof openIdpTestStore>>
let id: string
beforeAll(async () => {
  opened = await openIdpTestStore()
  ;({ id } = await startIdp({ name: 'Okta', singleSignOn: 'user', usesArbitraryDomains: false, domains: [] }, dana))
})
afterAll(() => opened.close())

const ask = (route: typeof getMetadata, idpId: string, query = '') =>
  route(new Request(`https://rollcall.example.com/saml/x/metadata${query}`), { params: Promise.resolve({ idpId }) })

test('metadata is public XML that names this IdP', async () => {
  const response = await ask(getMetadata, id)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  expect(response.headers.get('content-disposition')).toBeNull()
  const root = readXml(await response.text())
  expect(root.attributes.get('entityID')).toBe(`https://rollcall.example.com/saml/${id}/metadata`)
})

test('both can be saved as files', async () => {
  const metadata = await ask(getMetadata, id, '?download')
  expect(metadata.headers.get('content-disposition')).toBe(`attachment; filename="rollcall-${id}-metadata.xml"`)
  const certificate = await ask(getCertificate, id)
  expect(certificate.headers.get('content-disposition')).toContain('.pem')
  expect(new X509Certificate(await certificate.text()).subject).toBe(`CN=rollcall-${id}`)
})

test.each(['1', '0', 'x', '../../etc/passwd', '%00', '9'.repeat(500)])('%s is not there', async (idpId) => {
  for (const route of [getMetadata, getCertificate]) {
    const response = await ask(route, idpId)
    expect(response.status).toBe(404)
    expect(await response.text()).toMatch(/no IdP configuration/)
  }
})

test('no answer is ever taken for a page, and none holds a private key', async () => {
  for (const response of [await ask(getMetadata, id), await ask(getCertificate, id), await ask(getMetadata, 'x')]) {
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    expect(await response.text()).not.toContain('PRIVATE')
  }
})

test('a deleted IdP has no metadata', async () => {
  await deleteIdp(id, 'Okta', dana)
  expect((await ask(getMetadata, id)).status).toBe(404)
})
