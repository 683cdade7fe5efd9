import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#db/ids.ts'
import { emailRows, userRow } from '#db/queries/user-row.ts'
import { insertUser, replaceEmails } from '#db/queries/users.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { readUser, userColumns } from '#lib/scim/resource.ts'
import { openScim, type ScimBench, type TestIdp } from './testing.ts'

describe.each(engines)('members on %s', (engine) => {
  let scim: ScimBench
  let idp: TestIdp
  beforeAll(async () => {
    scim = await openScim('node', await openEngine(engine))
    idp = await scim.addIdp({ guardsDeprovisioning: false })
  }, 60_000)
  afterAll(() => scim.close())

  let n = 0
  const people = async (count: number): Promise<string[]> => {
    const at = new Date()
    const rows = Array.from({ length: count }, () => {
      const document = readUser({ userName: `member${++n}@x.example` })
      const columns = userColumns(document)
      const identity = { idpId: idp.id, id: newId(at), version: 1, createdAt: at, updatedAt: at, isForeign: false }
      return { row: userRow(document, columns, identity), columns }
    })
    await scim.store.write(async (tx) => {
      for (const { row, columns } of rows) {
        await insertUser(tx, row)
        await replaceEmails(tx, idp.id, row.id, emailRows(row, columns), true)
      }
    })
    return rows.map(({ row }) => row.id)
  }
  const createGroup = async (members: string[] = []) => {
    const body = { displayName: `members ${++n}`, members: members.map((value) => ({ value })) }
    return String((await scim.send(idp, 'POST', '/Groups', body)).body['id'])
  }
  const patch = (path: string, Operations: object[]) => scim.send(idp, 'PATCH', path, { Operations })
  const membersOf = async (id: string) => {
    const { body } = await scim.send(idp, 'GET', `/Groups/${id}?attributes=members`)
    return ((body['members'] ?? []) as { value: string }[]).map((one) => one.value).sort()
  }

  test('two requests at once do not close a circle that neither of them sees', async () => {
    for (let round = 0; round < 8; round++) {
      const [a, b, c, d] = await Promise.all([createGroup(), createGroup(), createGroup(), createGroup()])
      const add = (outer: string, inner: string) =>
        patch(`/Groups/${outer}`, [{ op: 'add', path: 'members', value: [{ value: inner }] }])
      await Promise.all([add(a, b), add(c, d)])
      const answers = await Promise.all([add(b, c), add(d, a)])
      expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([204, 400])
    }
  })

  test('10,000 members come and go in one request, however it is written', async () => {
    const ids = (await people(10_000)).sort()
    const values = ids.map((value) => ({ value }))
    const id = await createGroup()
    const forms: [object[], string[]][] = [
      [[{ op: 'add', path: 'members', value: values }], ids],
      [ids.map((one) => ({ op: 'remove', path: `members[value eq "${one}"]` })), []],
      [values.map((value) => ({ op: 'Add', path: 'members', value: [value] })), ids],
      [[{ op: 'Remove', path: 'members', value: values.slice(1) }], ids.slice(0, 1)],
      [[{ op: 'replace', value: { members: values } }], ids],
      [[{ op: 'replace', path: 'members', value: [] }], []],
    ]
    for (const [operations, expected] of forms) {
      const { status, text } = await patch(`/Groups/${id}`, operations)
      expect(status, text.slice(0, 500)).toBe(204)
      expect(await membersOf(id)).toEqual(expected)
    }
    expect((await scim.send(idp, 'GET', `/Groups/${id}`)).headers.get('etag')).toBe('W/"7"')
  }, 120_000)

  test('whatever the operations, the members are those that a set would hold', async () => {
    const pool = await people(6)
    const some = fc.uniqueArray(fc.constantFrom(...pool), { maxLength: 4 })
    const step = fc.oneof(
      some.map((ids) => ({ op: 'add', ids })),
      some.map((ids) => ({ op: 'remove', ids })),
      some.map((ids) => ({ op: 'replace', ids })),
      fc.constant({ op: 'clear', ids: [] as string[] }),
    )
    const written = ({ op, ids }: { op: string; ids: string[] }): object[] => {
      const value = ids.map((one) => ({ value: one }))
      if (op === 'clear') return [{ op: 'remove', path: 'members' }]
      if (op === 'remove') return ids.map((one) => ({ op, path: `members[value eq "${one}"]` }))
      return [op === 'add' ? { op, path: 'members', value } : { op, value: { members: value } }]
    }
    const id = await createGroup()
    let held = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const operations = steps.flatMap(written)
        const before = (await scim.send(idp, 'GET', `/Groups/${id}?attributes=meta`)).headers.get('etag')
        const was = new Set(held)
        for (const { op, ids } of steps) {
          if (op === 'replace' || op === 'clear') held = new Set(ids)
          for (const one of ids) if (op === 'remove') held.delete(one)
          for (const one of ids) if (op === 'add') held.add(one)
        }
        if (operations.length > 0) expect((await patch(`/Groups/${id}`, operations)).status).toBe(204)
        expect(await membersOf(id)).toEqual([...held].sort())
        // A new version for a new membership, and for nothing else.
        const after = (await scim.send(idp, 'GET', `/Groups/${id}?attributes=meta`)).headers.get('etag')
        expect(after === before).toBe(was.size === held.size && [...was].every((one) => held.has(one)))
      }),
      { numRuns: 60, seed: 5, endOnFailure: true },
    )
  }, 60_000)

  test('50 clients change one group and one user at once: nothing is lost and no request fails', async () => {
    const staying = await people(50)
    const leaving = await people(50)
    const group = await createGroup(leaving)
    const [user] = await people(1)
    const clients = staying.map(async (joins, i) => {
      const answers = [
        await patch(`/Groups/${group}`, [{ op: 'add', path: 'members', value: [{ value: joins }] }]),
        await patch(`/Users/${user}`, [{ op: 'add', path: 'roles', value: [{ value: `role ${i}` }] }]),
        await patch(`/Groups/${group}`, [{ op: 'remove', path: `members[value eq "${leaving[i]}"]` }]),
        await patch(`/Users/${user}`, [{ op: 'replace', path: `urn:acme:a${i}:User:badge`, value: `${i}` }]),
      ]
      return answers.map((answer) => answer.status)
    })
    expect(new Set((await Promise.all(clients)).map(String))).toEqual(new Set(['204,200,204,200']))
    expect(await membersOf(group)).toEqual(staying.sort())
    const { body, headers } = await scim.send(idp, 'GET', `/Users/${user}`)
    expect(new Set((body['roles'] as { value: string }[]).map((role) => role.value)).size).toBe(50)
    expect(Object.keys(body).filter((key) => key.startsWith('urn:acme:')).length).toBe(50)
    expect(headers.get('etag')).toBe('W/"101"')
    expect((await scim.send(idp, 'GET', `/Groups/${group}`)).headers.get('etag')).toBe('W/"101"')
  }, 60_000)

  test('users that leave while groups change leave no membership behind, and no request fails', async () => {
    const gone = await people(20)
    const groups = await Promise.all(Array.from({ length: 4 }, () => createGroup(gone.slice(0, 10))))
    const work = gone.flatMap((id, i) => [
      scim.send(idp, 'DELETE', `/Users/${id}`),
      ...groups.map((group) =>
        patch(`/Groups/${group}`, [{ op: i % 2 ? 'add' : 'remove', path: 'members', value: [{ value: id }] }]),
      ),
    ])
    for (const { status, text } of await Promise.all(work)) expect(status, text).toBe(204)
    for (const group of groups) expect(await membersOf(group)).toEqual([])
    const { members } = scim.store.tables
    const rows = await scim.store.read.select().from(members)
    expect(rows.filter((row) => gone.includes(row.memberId))).toEqual([])
  }, 60_000)
})
