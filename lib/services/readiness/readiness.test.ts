import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { newId } from '#db/ids.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { emailRows, userRow } from '#db/queries/user-row.ts'
import { addToTotals } from '#db/queries/totals.ts'
import type { ListQuery } from '#db/queries/list.ts'
import type { Store } from '#db/store.ts'
import { readUser, userColumns } from '#lib/scim/resource.ts'
import { testIdpRow } from '../scim/testing.ts'
import type { Actor } from '../actor.ts'
import {
  cancelComparison,
  enterExpectedNumbers,
  findComparisonView,
  findExpectedNumbers,
  guessMatch,
  listComparedPeople,
  previewFile,
  readColumns,
  readComparison,
  readReadiness,
  startComparison,
  sweepComparisons,
  type MatchedBy,
} from './index.ts'

const actor: Actor = { id: 'a1', name: 'dana@example.com', address: '192.0.2.1', userAgent: 'test' }
const everything: ListQuery = { page: 1, size: 100, sort: [], filters: {}, range: { from: undefined, to: undefined } }

test.each<[string, string, string, [string, MatchedBy] | undefined]>([
  ['Okta, people', 'login,email,firstName,lastName,status', 'a@x.com,a@x.com,A,B,ACTIVE', ['login', 'userName']],
  [
    'Okta, report',
    'User Id,User Login,User First Name,User Status',
    '00u1,a@x.com,A,ACTIVE',
    ['User Login', 'userName'],
  ],
  [
    'Entra, users',
    'userPrincipalName,displayName,id,accountEnabled',
    'a@x.com,A,f00,TRUE',
    ['userPrincipalName', 'userName'],
  ],
  ['Entra, group', '\uFEFFid,displayName,mail'.slice(1), 'f00,A,a@x.com', ['mail', 'email']],
  ['Rollcall', 'User ID,User Name', 'a@x.com,Ann', ['User ID', 'userName']],
  ['ids alone', 'externalId,note', '00u1,x', ['externalId', 'externalId']],
  ['something else', 'colour,size', 'red,1', undefined],
])('the matching column of %s', (_what, header, first, wanted) => {
  const columns = readColumns(header.split(','), first.split(','))
  const guess = guessMatch(columns)
  expect(guess && [columns[guess.index]?.label, guess.attribute]).toEqual(wanted)
})

describe('the beginning of a file', () => {
  test('shows its columns, and need not end where a line does', async () => {
    const start = `login,note\nann@x.com,"two\nlines"\n${'p@x.com,x\n'.repeat(2_000)}q@x.com,"cut in the mid`
    expect(await previewFile(start)).toEqual({
      columns: [
        { index: 0, label: 'login', field: 'userName', example: 'ann@x.com' },
        { index: 1, label: 'note', field: undefined, example: 'two\nlines' },
      ],
      match: { index: 0, attribute: 'userName' },
    })
  })

  test.each([
    ['', 'empty'],
    ['"login\n', 'Line 1: a quote is opened and never closed'],
    ['a\u0000', 'UTF-8'],
  ])('that is none is refused: %j', async (start, reason) => {
    await expect(previewFile(start)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(reason),
    })
  })
})

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let idpId: string
  let next = 4_100
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
  }, 120_000)
  afterAll(async () => {
    useStore(undefined)
    await close()
  })
  beforeEach(async () => {
    idpId = String(++next)
    await store.write((tx) => tx.insert(tx.tables.idps).values(testIdpRow(idpId)))
  })

  const add = (people: object[], at = new Date()) =>
    store.write(async (tx) => {
      for (const person of people) {
        const document = readUser({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], ...person })
        const columns = userColumns(document)
        const id = newId(at)
        const row = userRow(document, columns, {
          idpId,
          id,
          version: 1,
          createdAt: at,
          updatedAt: at,
          isForeign: false,
        })
        await tx.insert(tx.tables.users).values(row)
        for (const email of emailRows(row, columns)) await tx.insert(tx.tables.userEmails).values(email as never)
        await addToTotals(tx, idpId, { users: 1, activeUsers: row.active ? 1 : 0 })
      }
    })
  const long = new Date(Date.now() - 3_600_000)

  async function* pieces(text: string) {
    for (let at = 0; at < text.length; at += 7) yield Buffer.from(text.slice(at, at + 7))
  }

  const compare = async (text: string, label = 'login', attribute: MatchedBy = 'userName') => {
    const index = text.split('\n')[0]!.split(',').indexOf(label)
    const id = await startComparison(idpId, { fileName: 'people.csv', index, label, attribute }, actor)
    await readComparison(id, index, pieces(text), actor)
    const people = await listComparedPeople(id, everything)
    return { id, view: (await findComparisonView(idpId, id))!, people: people.rows }
  }

  test('missing, extra and differing people; whoever cannot sign in is expected nowhere', async () => {
    await add(
      [
        { userName: 'Ann@x.com', active: true, displayName: 'Ann', title: 'Nurse' },
        { userName: 'bob@x.com', active: true, displayName: 'Bob' },
        { userName: 'left@x.com', active: false },
        { userName: 'extra@x.com', active: true },
        { userName: 'blocked@x.com', active: true },
      ],
      long,
    )
    const { view, people, id } = await compare(
      'login,displayName,title,status\nann@x.com,ANN,Chief,ACTIVE\nbob@x.com,,,ACTIVE\nzoe@x.com,Zoe,,ACTIVE\nold@x.com,Old,,DEPROVISIONED\nblocked@x.com,,,SUSPENDED\n',
    )
    expect(view).toMatchObject({
      status: 'done',
      lines: 5,
      people: 3,
      users: 5,
      alike: 1,
      missing: 1,
      extra: 1,
      differing: 2,
    })
    expect(people.sort((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
      {
        kind: 'differing',
        name: 'ann@x.com',
        line: 2,
        differences: [{ field: 'title', file: 'Chief', here: 'Nurse' }],
      },
      { kind: 'differing', name: 'blocked@x.com', differences: [{ field: 'active', file: 'No', here: 'Yes' }] },
      { kind: 'extra', name: 'extra@x.com', line: null, differences: [] },
      { kind: 'missing', name: 'zoe@x.com', line: 4, userId: null },
    ])
    expect(await findExpectedNumbers(store.read, idpId)).toMatchObject({ users: 3, groups: null, source: 'file' })
    expect((await readReadiness(idpId))?.verdict).toMatchObject({ kind: 'missing', missingUsers: 1 })
    await add([{ userName: 'zoe@x.com', active: true }])
    expect((await readReadiness(idpId))?.verdict.missingUsers).toBe(0)
    await sweepComparisons(new Date(Date.now() + 25 * 3_600_000))
    expect(await findComparisonView(idpId, id)).toBeUndefined()
    expect(await store.read.select().from(store.tables.comparedPeople)).toEqual([])
  })

  test('by e-mail address and by externalId', async () => {
    await add([{ userName: 'ann', externalId: '00u1', emails: [{ value: 'Ann@x.com', type: 'work' }] }], long)
    expect((await compare('mail,n\nann@X.com,1\n', 'mail', 'email')).view).toMatchObject({
      alike: 1,
      missing: 0,
      extra: 0,
    })
    expect((await compare('externalId\n00u1\n', 'externalId', 'externalId')).view).toMatchObject({
      alike: 1,
      missing: 0,
    })
  })

  test.each([
    [
      'login,x\na@x.com,1\n,2\na@X.com,3\nb@x.com\n',
      ['Line 3 says nobody', 'Line 4 is about the same as line 2', 'Line 5 has 1 cells; the header has 2'],
    ],
  ])('lines that say nobody are told by their numbers', async (text, problems) => {
    const { view } = await compare(text)
    expect(view).toMatchObject({ status: 'done', people: 1, lines: 4, problemLines: 3 })
    expect(view.problems).toEqual(problems.map((each) => expect.stringContaining(each)))
  })

  test.each([
    ['login\na@x.com\n"b@x.com\n', 'Line 3: a quote is opened and never closed'],
    ['', 'empty'],
    ['mail\na@x.com\n', 'no column “login”'],
    ['login\na@x.com\u0000\n', 'Line 2 holds a NUL character'],
    ['login\u0000\n', 'UTF-8'],
  ])('a file that cannot be read says where and why: %j', async (text, problem) => {
    const { view } = await compare(text)
    expect(view).toMatchObject({ status: 'failed', problem: expect.stringContaining(problem) })
    expect(await findExpectedNumbers(store.read, idpId)).toBeUndefined()
  })

  test('it stops when asked to, and a newer one takes its place', async () => {
    const file = { fileName: 'a.csv', index: 0, label: 'login', attribute: 'userName' } as const
    const id = await startComparison(idpId, file, actor)
    async function* slow() {
      yield Buffer.from('login\n')
      await cancelComparison(id)
      for (let at = 0; at < 200; at++) {
        await new Promise((next) => setTimeout(next, 10))
        yield Buffer.from(`p${at}@x.com\n`)
      }
    }
    await readComparison(id, 0, slow(), actor)
    const cancelled = await findComparisonView(idpId, id)
    expect(cancelled?.status).toBe('cancelled')
    expect(cancelled?.lines).toBeLessThan(200)
    expect((await compare('login\n')).view).toMatchObject({ status: 'done', people: 0 })
    expect(await findComparisonView(idpId, id)).toBeUndefined()
    await expect(readComparison(id, 0, slow(), actor)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('numbers that somebody entered: who, when, and an audit row', async () => {
    await enterExpectedNumbers(idpId, { users: 2, groups: 0 }, actor)
    expect(await findExpectedNumbers(store.read, idpId)).toMatchObject({ users: 2, groups: 0, by: actor.name })
    expect((await readReadiness(idpId))?.verdict.kind).toBe('no-data')
    await add([{ userName: 'a@x.com' }])
    expect((await readReadiness(idpId))?.verdict).toMatchObject({ kind: 'syncing', missingUsers: 1 })
    await add([{ userName: 'b@x.com' }])
    expect((await readReadiness(idpId))?.verdict.kind).toBe('ready')
    await enterExpectedNumbers(idpId, { users: null, groups: null }, actor)
    expect(await findExpectedNumbers(store.read, idpId)).toBeUndefined()
    const audited = (await store.read.select().from(store.tables.auditLogs)).filter((row) => row.targetId === idpId)
    expect(audited.map(({ action }) => action)).toEqual(['expected-numbers.update', 'expected-numbers.update'])
    await expect(enterExpectedNumbers('404', { users: 1, groups: 1 }, actor)).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
