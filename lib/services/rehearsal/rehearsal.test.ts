import { createHash } from 'node:crypto'
import { getTableName, type Table } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines, openEngine } from '#db/testing-engines.ts'
import { rehearse } from '#db/rehearse.ts'
import { store as current } from '#db/index.ts'
import { getTotals } from '#db/queries/totals.ts'
import type { Store } from '#db/store.ts'
import { writeTokenUses } from '../scim/token-use.ts'
import { openScim, type ScimBench, type TestIdp } from '../scim/testing.ts'
import { dialogues } from '../../../e2e/dialogues/play.ts'
import { listDialogues, rehearseRequest, type Asked, type Method } from './index.ts'

const user = (userName: string, more: object = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  active: true,
  ...more,
})
const patch = (...Operations: object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
})
const request = (method: Method, path: string, body?: unknown): Asked => ({
  kind: 'request',
  method,
  path,
  body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
})

/** Rows and a checksum of every table. */
async function contents(store: Store): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const table of Object.values(store.tables) as unknown as Table[]) {
    const rows = await store.read.select().from(table as never)
    const lines = (rows as object[]).map((row) => JSON.stringify(row)).sort()
    found[getTableName(table)] = `${lines.length} ${createHash('sha256').update(lines.join('\n')).digest('hex')}`
  }
  return found
}

describe.each(engines)('on %s', (engine) => {
  let scim: ScimBench
  let idp: TestIdp
  let ids: { ann: string; bob: string; crew: string; team: string }
  let before: Record<string, string>

  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
    idp = await scim.addIdp({ guardMinimum: 1, guardPercent: 1 })
    const make = async (path: string, body: object) => String((await scim.send(idp, 'POST', path, body)).body['id'])
    const ann = await make('/Users', user('ann@example.com', { title: 'Nurse' }))
    const bob = await make('/Users', user('bob@example.com'))
    await make('/Users', user('gone@example.com', { active: false }))
    const crew = await make('/Groups', { displayName: 'Crew', members: [{ value: ann }, { value: bob }] })
    const team = await make('/Groups', { displayName: 'Team', members: [{ value: crew }] })
    ids = { ann, bob, crew, team }
    await writeTokenUses()
    before = await contents(scim.store)
  }, 120_000)
  afterAll(() => scim.close())
  beforeEach(async () => expect(await contents(scim.store)).toEqual(before))

  const run = async (asked: Asked) => {
    const shown = await rehearseRequest(idp.id, asked)
    expect(await contents(scim.store)).toEqual(before)
    return shown
  }

  test.each<[string, () => Asked, number, string]>([
    ['a create', () => request('POST', '/Users', user('zoe@example.com')), 201, 'created the user zoe@example.com'],
    [
      'a replace',
      () => request('PUT', `/Users/${ids.ann}`, user('ann@example.com', { title: 'Chief' })),
      200,
      'changed the title',
    ],
    [
      'a rename',
      () => request('PATCH', `/Users/${ids.ann}`, patch({ op: 'replace', path: 'userName', value: 'eve@example.com' })),
      200,
      'renamed the user',
    ],
    [
      'a deactivation',
      () => request('PATCH', `/Users/${ids.ann}`, patch({ op: 'replace', path: 'active', value: false })),
      200,
      'deactivated the user',
    ],
    ['a deletion', () => request('DELETE', `/Users/${ids.ann}`), 204, 'deleted the user'],
    [
      'a new group',
      () => request('POST', '/Groups', { displayName: 'New', members: [{ value: ids.ann }] }),
      201,
      'created the group New',
    ],
    [
      'members',
      () => request('PATCH', `/Groups/${ids.crew}`, patch({ op: 'remove', path: `members[value eq "${ids.bob}"]` })),
      204,
      'removed 1 member',
    ],
    [
      'a group replaced',
      () => request('PUT', `/Groups/${ids.crew}`, { displayName: 'Crew 2', members: [{ value: ids.ann }] }),
      200,
      'Crew',
    ],
    [
      'a duplicate',
      () => request('POST', '/Users', user('ANN@example.com')),
      409,
      'another user had the same userName',
    ],
    [
      'an unknown member',
      () => request('POST', '/Groups', { displayName: 'X', members: [{ value: 'nobody' }] }),
      400,
      'could not create the group',
    ],
    [
      'a group emptied, which the guard holds',
      () => request('DELETE', `/Groups/${ids.crew}`),
      503,
      'could not delete the group',
    ],
    ['malformed JSON', () => request('POST', '/Users', '{"userName":'), 400, 'could not create'],
    ['an unknown path', () => request('POST', '/Devices', {}), 404, 'Nothing changed'],
    ['a read', () => request('GET', `/Users/${ids.ann}`), 200, 'read the user'],
    ['a list', () => request('GET', '/Users?filter=userName sw "a"&count=1'), 200, 'asked to '],
    ['a refused filter', () => request('GET', '/Users?filter=userName zz "a"'), 400, 'Nothing changed'],
    [
      'a search',
      () =>
        request('POST', '/Users/.search', {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
          filter: 'active eq true',
        }),
      200,
      'asked to ',
    ],
    [
      'a copied address',
      () => request('GET', `https://x.example/scim/1/${idp.id}/v2/Users/${ids.ann}`),
      200,
      'read the user',
    ],
  ])('%s leaves every table as it was', async (_what, asked, status, sentence) => {
    const shown = await run(asked())
    expect(shown.explanation.sentence).toContain(sentence)
    expect(shown.status).toBe(status)
  })

  test('what it shows: the answer, before and after, totals, who is in the group', async () => {
    const shown = await run(
      request('PATCH', `/Users/${ids.ann}`, patch({ op: 'replace', value: { title: 'Chief', active: false } })),
    )
    expect(JSON.parse(shown.body ?? '')).toMatchObject({ title: 'Chief', active: false })
    expect(JSON.parse(shown.before ?? '')).toMatchObject({ title: 'Nurse', active: true })
    expect(JSON.parse(shown.after ?? '')).toMatchObject({ title: 'Chief', active: false })
    expect(shown.totals).toEqual({
      before: { users: 3, activeUsers: 2, groups: 2 },
      after: { users: 3, activeUsers: 1, groups: 2 },
    })
    expect(shown.changes[0]?.changes).toContainEqual({ path: 'title', before: 'Nurse', after: 'Chief' })
    const made = await run(request('POST', '/Users', user('zoe@example.com')))
    expect([made.before, JSON.parse(made.after ?? '')]).toMatchObject([null, { userName: 'zoe@example.com' }])
    const emptied = await run(request('DELETE', `/Groups/${ids.team}`))
    expect(emptied.group).toMatchObject({ name: 'Team', people: 2, active: 2 })
  })

  test('a bulk request: each operation sees those before it, and none stays', async () => {
    const shown = await run(
      request('POST', '/Bulk', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [
          { method: 'POST', path: '/Users', bulkId: 'a', data: user('zoe@example.com') },
          { method: 'POST', path: '/Users', bulkId: 'b', data: user('zoe@example.com') },
          {
            method: 'POST',
            path: '/Groups',
            bulkId: 'c',
            data: { displayName: 'New', members: [{ value: 'bulkId:a' }] },
          },
          { method: 'DELETE', path: `/Users/${ids.bob}` },
        ],
      }),
    )
    const { Operations } = JSON.parse(shown.body ?? '') as { Operations: { status: string }[] }
    expect(Operations.map(({ status }) => status)).toEqual(['201', '409', '201', '204'])
    expect(shown.changes.map(({ status }) => status)).toEqual([201, 409, 201, 204])
    expect(shown.totals?.after).toEqual({ users: 3, activeUsers: 2, groups: 3 })
  })

  test('what is too much for the write lane is refused before it takes a turn', async () => {
    const many = Array.from({ length: 101 }, (_, at) => ({ method: 'DELETE', path: `/Users/${at}` }))
    await expect(run(request('POST', '/Bulk', { Operations: many }))).rejects.toMatchObject({ code: 'invalid' })
    await expect(run(request('POST', '/Users', 'x'.repeat(300_000)))).rejects.toMatchObject({ code: 'invalid' })
    await expect(run(request('GET', 'Users'))).rejects.toMatchObject({ code: 'invalid', field: 'path' })
    await expect(rehearseRequest('404', request('GET', '/Users'))).rejects.toMatchObject({ code: 'not-found' })
  })

  test('one that fails midway is undone too, and the store goes on', async () => {
    const { store } = scim
    const failing = rehearse(store, async (tx) => {
      await current().write((inner) => inner.delete(inner.tables.members))
      expect(await current().read.select().from(tx.tables.members)).toEqual([])
      throw new Error('midway')
    })
    await expect(failing).rejects.toThrow('midway')
    await expect(rehearse(store, () => current().close())).rejects.toThrow('close')
    expect(await contents(store)).toEqual(before)
    expect(current()).toBe(store)
  })

  test('a step that fails is undone by itself', async () => {
    const { store } = scim
    const left = await rehearse(store, async () => {
      const { users, members } = store.tables
      await current().write((tx) => tx.delete(members))
      await expect(
        current().write(async (tx) => {
          await tx.delete(users)
          throw new Error('this step')
        }),
      ).rejects.toThrow('this step')
      return [
        (await current().read.select().from(users)).length,
        (await current().report.select().from(members)).length,
      ]
    })
    expect(left).toEqual([3, 0])
    expect(await contents(store)).toEqual(before)
  })

  test('beside real requests: they are kept, it is not, and neither sees the other', async () => {
    const other = await scim.addIdp()
    const [shown, ...answers] = await Promise.all([
      rehearseRequest(other.id, request('POST', '/Users', user('same@example.com'))),
      ...Array.from({ length: 8 }, (_, at) => scim.send(other, 'POST', '/Users', user(`p${at}@example.com`))),
      scim.send(other, 'POST', '/Users', user('same@example.com')),
    ])
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 9 }, () => 201))
    expect([201, 409]).toContain(shown.status)
    expect(await scim.logs(other)).toHaveLength(9)
    expect(await getTotals(scim.store.read, other.id)).toMatchObject({ users: 9 })
    await writeTokenUses()
    before = await contents(scim.store)
  })

  test('the last step of every recorded dialogue, on top of those before it', async () => {
    const fresh = await scim.addIdp()
    before = await contents(scim.store)
    for (const { id, steps } of listDialogues()) {
      const expected = new Map(dialogues[id]?.steps.map((step) => [step.name, step.expect]))
      const shown = await rehearseRequest(fresh.id, { kind: 'step', dialogue: id, step: steps.length - 1 })
      for (const { name, status } of [...shown.earlier, { name: steps.at(-1)!.name, status: shown.status }]) {
        expect.soft(expected.get(name), `${id}: ${name}`).toContain(status)
      }
    }
    expect(await contents(scim.store)).toEqual(before)
  }, 60_000)
})

test('dialogues of the IdP at hand come first', () => {
  const idp = { name: 'Staff', idpEntityId: '', singleSignOnUrl: '', metadataUrl: '' }
  const all = listDialogues().map(({ id }) => id)
  expect(listDialogues(idp).map(({ id }) => id)).toEqual(all)
  const ofOkta = listDialogues({ ...idp, name: 'Okta-Staff' }).map(({ id }) => id)
  const okta = all.filter((id) => id.startsWith('okta'))
  expect(okta).not.toEqual([])
  expect(ofOkta).toEqual([...okta, ...all.filter((id) => !okta.includes(id))])
})

test('an IdP whose requests are refused now says so', async () => {
  const scim = await openScim()
  try {
    const idp = await scim.addIdp({ scimSync: false })
    const shown = await rehearseRequest(idp.id, request('GET', '/Users'))
    expect(shown).toMatchObject({ status: 200, cautions: [expect.stringContaining('SCIM Sync is off')] })
  } finally {
    await scim.close()
  }
})
