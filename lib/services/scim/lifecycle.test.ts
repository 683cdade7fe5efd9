import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recogniseClient, splitLoggedUrl } from '#lib/scim/clients.ts'
import type { AttributeChange } from '#lib/scim/diff.ts'
import { explain } from '#lib/scim/explain.ts'
import { dialogues, play, sendTo } from '../../../e2e/dialogues/play.ts'
import { openScim, type ScimBench } from './testing.ts'

// What an administrator reads in the sync log after each client's life cycle.

let scim: ScimBench
beforeAll(async () => {
  scim = await openScim()
}, 60_000)
afterAll(() => scim.close())

const lifecycles = Object.keys(dialogues).filter((name) => name.endsWith('-lifecycle'))

test.each(lifecycles)('%s reads as it should', async (name) => {
  const idp = await scim.addIdp()
  const given = { rand: 'r1', uuid: '85b8e2c4-0e1d-4b4e-9d6f-0b4f1f0a6a11', uuid2: 'ext-1' }
  const { failures, variables } = await play(dialogues[name]!, sendTo(scim.base(idp), idp.token), given)
  expect(failures).toEqual([])
  const logs = await scim.logs(idp)
  const ids = new Map(Object.entries(variables).map(([variable, id]) => [id, `{{${variable}}}`]))
  const lines = logs.map((log) => {
    const { client } = recogniseClient({
      ...log,
      ...(splitLoggedUrl(log.url) ?? { path: '', query: '' }),
      body: log.request,
    })
    const changes = log.changes === null ? [] : (JSON.parse(log.changes) as AttributeChange[])
    const notes = log.notes === null ? [] : (JSON.parse(log.notes) as string[])
    const { outcome, sentence, next } = explain({ ...log, idpName: 'Quay', changes, notes, client })
    if (outcome === 'rejected') expect(next).toBeTruthy()
    return `${outcome} · ${client} · ${sentence}`.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => ids.get(id) ?? id)
  })
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(import.meta.dirname, 'dialogues', `${name}.txt`))
})

test('the conflict of a repeated POST names the one user that there is', async () => {
  const idp = await scim.addIdp()
  const body = { userName: 'dana@quay.example' }
  const first = await scim.send(idp, 'POST', '/Users', body)
  const second = await scim.send(idp, 'POST', '/Users', body)
  expect([first.status, second.status]).toEqual([201, 409])
  expect(second.body['detail']).toContain(String(first.body['id']))
})
