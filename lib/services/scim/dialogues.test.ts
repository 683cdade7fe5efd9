import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres } from '#db/postgres.ts'
import { rootFolder } from '#db/root.ts'
import { startPostgres } from '#db/testing-postgres.ts'
import { type Dialogue, dialogues, play, sendTo } from '../../../e2e/dialogues/play.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

// What identity providers really send, over real HTTP, through both adapters and on both engines.

let postgres: Awaited<ReturnType<typeof startPostgres>>
beforeAll(async () => {
  postgres = await startPostgres()
}, 120_000)
afterAll(() => postgres.stop(), 60_000)

const engines = {
  sqlite: () => undefined,
  async postgres() {
    const store = await openPostgres(await postgres.freshDatabase(), join(rootFolder(), 'db/migrations/postgres'))
    return { store, close: () => store.close() }
  },
}

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  describe.each(['node', 'next'] as const)('through the %s adapter', (adapter) => {
    let scim: ScimBench
    beforeAll(async () => {
      scim = await openScim(adapter, await engines[engine]())
    }, 60_000)
    afterAll(() => scim.close())

    const senderOf = (idp: TestIdp) => sendTo(scim.base(idp), idp.token)

    test.each(Object.keys(dialogues))('%s', async (name) => {
      const idp = await scim.addIdp()
      const { failures, logged } = await play(dialogues[name]!, senderOf(idp))
      expect(failures).toEqual([])
      // Every change and every refusal left its row, and lookups none.
      const logs = await scim.logs(idp)
      expect(logs).toHaveLength(logged)
      expect(JSON.stringify(logs)).not.toContain(idp.token)
      expect(JSON.stringify(logs)).not.toContain('unasked-for')
    })

    test('two identity providers that say the same at the same time do not meet', async () => {
      const names = ['okta-app-wizard', 'okta-catalogue', 'entra-default', 'entra-scim-compliant-flag'] as const
      const given = { rand: 'both', uuid: crypto.randomUUID(), uuid2: crypto.randomUUID() }
      const played = await Promise.all(
        [...names, ...names].map(async (name) => play(dialogues[name]!, senderOf(await scim.addIdp()), given)),
      )
      expect(played.flatMap(({ failures }) => failures)).toEqual([])
    })
  })
})

test('the player sees what is wrong with an answer', async () => {
  const dialogue: Dialogue = {
    client: 'A client',
    evidence: 'made up',
    headers: {},
    steps: [
      {
        name: 'read',
        method: 'GET',
        path: '/Users/1',
        expect: [200],
        check: [['emails|?type=work|value', 'a@b.example']],
      },
      { name: 'create', method: 'POST', path: '/Users', body: {}, expect: [201] },
      { name: 'search', method: 'GET', path: '/Users?filter=userName eq "x"', expect: [200] },
    ],
  }
  const answers = [
    { status: 200, type: 'application/json', body: { emails: [{ type: 'home', value: 'a@b.example' }] } },
    { status: 500, type: 'application/scim+json', body: { status: 500 } },
    { status: 200, type: 'application/scim+json', body: { totalResults: '1', itemsPerPage: 1, Resources: [] } },
  ]
  const sent: string[] = []
  const { failures, logged } = await play(dialogue, async ({ path }) => {
    const { status, type, body } = answers[sent.push(path) - 1]!
    return { status, headers: new Headers({ 'content-type': type }), text: JSON.stringify(body) }
  })
  expect(sent[2]).toBe('/Users?filter=userName%20eq%20%22x%22')
  expect(logged).toBe(1)
  expect(failures).toEqual([
    'read: emails|?type=work|value is null instead of "a@b.example"',
    'read: media type application/json',
    'create: answered 500 instead of 201 {"status":500}',
    'create: the server failed: {"status":500}',
    'create: no SCIM error',
    'create: status in the error: 500',
    'search: totalResults is no integer',
    'search: itemsPerPage is not the 0 of Resources',
  ])
})
