import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { listExemptedUrls } from '#db/queries/exempted-urls.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { cliActor } from '../actor.ts'
import { addExemptedUrls } from '../exemptions/change-exemptions.ts'
import { ensureOrganisation } from '../organisation.ts'
import { asPublished, publishedVersion } from './as-published.ts'

const actor = cliActor('ada')

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await ensureOrganisation()
  })
  afterAll(async () => {
    useStore(undefined)
    await close()
  })

  test('what is published between two statements is read anew, both of them', async () => {
    let isDisturbed = false
    const q = store.report
    const [first, second] = await asPublished(q, async () => {
      const before = await listExemptedUrls(q)
      if (!isDisturbed) await addExemptedUrls(['login.example.com'], actor)
      isDisturbed = true
      return [before, await listExemptedUrls(q)] as const
    })
    expect(first).toEqual(second)
    expect(first.map(({ url }) => url)).toEqual(['login.example.com'])
    expect(await publishedVersion(q)).toBe(1)
  })
  test('one that is disturbed each time gives up', async () => {
    let count = 0
    const disturbed = asPublished(store.report, async () => {
      count += 1
      await addExemptedUrls([`host${count}.example.com`], actor)
    })
    await expect(disturbed).rejects.toThrow('faster than it can be read')
    expect(count).toBe(20)
  })
})
