import { asc } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '#db/store.ts'
import { listExemptedUrls } from '#db/queries/exempted-urls.ts'
import { engines } from '#db/testing-engines.ts'
import { dana } from '../idps/testing.ts'
import { createLocation } from '../places/change-location.ts'
import { emptyStore, openPlaces } from '../places/testing.ts'
import { addExemptedUrls, changePacProxy, removeExemptedUrls } from './change-exemptions.ts'
import { findExemption, readPacFile, testPac } from './exemption-of.ts'

describe.each(engines)('%s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openPlaces(engine))
  }, 120_000)
  afterAll(() => close())
  afterEach(() => emptyStore(store))

  test('what is there already is not added twice, and each change is in the audit log', async () => {
    expect(await addExemptedUrls(['.okta.com', ' ', '.OKTA.com'], dana)).toEqual({ added: ['.okta.com'] })
    expect(await addExemptedUrls(['.okta.com', '.oktacdn.com'], dana)).toEqual({ added: ['.oktacdn.com'] })
    expect(await addExemptedUrls(['.okta.com'], dana)).toEqual({ added: [] })
    expect(await removeExemptedUrls(['.okta.com', '.nothing.example'], dana)).toEqual({ removed: ['.okta.com'] })
    expect((await listExemptedUrls(store.read)).map((row) => row.url)).toEqual(['.oktacdn.com'])
    const { auditLogs } = store.tables
    const rows = await store.read.select().from(auditLogs).orderBy(asc(auditLogs.id))
    expect(rows.map((row) => [row.action, row.targetName])).toEqual([
      ['exempted-url.add', '.okta.com'],
      ['exempted-url.add', '.oktacdn.com'],
      ['exempted-url.remove', '.okta.com'],
    ])
  })

  test('one entry that is wrong refuses them all', async () => {
    await expect(addExemptedUrls(['.okta.com', '*.okta.com'], dana)).rejects.toMatchObject({ field: 'urls' })
    await expect(addExemptedUrls([' '], dana)).rejects.toMatchObject({ field: 'urls' })
    expect(await listExemptedUrls(store.read)).toEqual([])
  })

  test('an address is asked about as the PAC file answers', async () => {
    await addExemptedUrls(['.okta.com'], dana)
    await changePacProxy('proxy.example.com:8080', dana)
    expect(await testPac('example.okta.com')).toEqual({
      url: 'https://example.okta.com/',
      answer: 'DIRECT',
      exemptedBy: '.okta.com',
    })
    expect(await testPac('http://example.com/a')).toMatchObject({ answer: 'PROXY proxy.example.com:8080' })
    expect(await readPacFile()).toContain('PROXY proxy.example.com:8080')
    for (const text of ['', 'ftp://example.com', 'javascript:alert(1)', 'http://']) {
      await expect(testPac(text)).rejects.toMatchObject({ code: 'invalid', field: 'url' })
    }
  })

  test('by where a request comes from, only known locations are exempted', async () => {
    await addExemptedUrls(['.okta.com'], dana)
    const office = { name: 'Office', ranges: ['203.0.113.0/24'], enforcesAuthentication: true, idpId: null }
    await createLocation({ ...office, parentId: null }, dana)
    const url = new URL('https://example.okta.com/')
    expect(await findExemption(url)).toBe('.okta.com')
    expect(await findExemption(url, { from: '203.0.113.7' })).toBe('.okta.com')
    for (const from of ['198.51.100.7', 'unknown', '']) expect(await findExemption(url, { from })).toBeUndefined()
  })
})
