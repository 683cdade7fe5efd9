import { createContext, runInContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addExemptedUrls, changePacProxy } from '#lib/services/exemptions/change-exemptions.ts'
import { dana } from '#lib/services/idps/testing.ts'
import { openPlaces } from '#lib/services/places/testing.ts'
import { GET } from './route.ts'

let opened: Awaited<ReturnType<typeof openPlaces>>
beforeAll(async () => {
  opened = await openPlaces('sqlite')
})
afterAll(() => opened.close())

const get = (file: string) => GET(new Request('http://x/'), { params: Promise.resolve({ file }) })

test('serves the PAC file as one, whatever a browser would make of it', async () => {
  await addExemptedUrls(['.okta.com'], dana)
  await changePacProxy('proxy.example.com:8080', dana)
  const response = await get('1.pac')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/x-ns-proxy-autoconfig; charset=utf-8')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  const context = createContext({})
  runInContext(await response.text(), context)
  expect(runInContext('FindProxyForURL("https://a.okta.com/", "a.okta.com")', context)).toBe('DIRECT')
  expect(runInContext('FindProxyForURL("https://b.example/", "b.example")', context)).toBe(
    'PROXY proxy.example.com:8080',
  )
})

test.each(['2.pac', '1', '1.pac.js', '..%2f1.pac'])('%s is not found', async (file) => {
  expect((await get(file)).status).toBe(404)
})
