import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { cliActor } from '../actor.ts'
import { changeConfigurationSettings } from '../configuration/index.ts'
import type { Demanded } from '../impact/index.ts'
import { openApi } from './testing.ts'

let demanded: Demanded
vi.mock('../impact/index.ts', () => ({ demandedConfirmation: async () => demanded }))

let api: Awaited<ReturnType<typeof openApi>>
beforeAll(async () => {
  api = await openApi()
  const loss = { lossUsers: 25, lossPercent: 5 }
  await changeConfigurationSettings({ takesEffect: 'activate', ...loss }, cliActor('root'))
})
afterAll(async () => {
  await api.close()
})

const activate = async (body: object) => api.send('POST', '/activation', { body: { force: true, ...body } })
const edit = async (name: string) => {
  await api.send('POST', '/segmentGroup', { body: { name } })
  return Number((await api.send('GET', '/activation')).json['draftVersion'])
}

test('what the portal has typed before many people lose access, the API has sent', async () => {
  const draftVersion = await edit('One')
  demanded = { text: '38 lose access', reason: 'people' }
  for (const sent of [{}, { confirm: '39 lose access' }]) {
    const refused = await activate({ draftVersion, ...sent })
    expect(refused.json).toMatchObject({ id: 'confirmation.required', params: ['confirm'] })
    expect(refused.json['reason']).toContain('“38 lose access”')
  }
  // Of a draft that was edited since, that is what there is to say.
  expect((await activate({ draftVersion: draftVersion - 1 })).json).toMatchObject({ id: 'api.concurrent.access.error' })
  expect((await activate({ draftVersion, confirm: '38 lose access' })).json).toMatchObject({ state: 'activated' })
})

test('nothing is asked of programs where nobody has worked it out', async () => {
  const draftVersion = await edit('Two')
  demanded = { text: 'activate without knowing', reason: 'unknown' }
  expect((await activate({ draftVersion })).json).toMatchObject({ state: 'activated' })
})
