import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { listDirectoryGroups } from '#db/queries/directory-groups.ts'
import { listDirectoryUsers } from '#db/queries/directory-users.ts'
import { findImport, updateImport } from '#db/queries/imports.ts'
import { listQuery, userRow } from '#db/queries/list-testing.ts'
import { getTotals } from '#db/queries/totals.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { localDirectory } from '#lib/table/directories.ts'
import { cliActor } from '../../actor.ts'
import { createIdp } from '../../idps/index.ts'
import { ensureOrganisation } from '../../organisation.ts'
import { changeUser, createDepartment, createGroup, createUser, deleteUsers } from '../index.ts'
import {
  applied,
  applyImport,
  beginImport,
  discardImport,
  findImportView,
  type ImportKind,
  listImportLines,
  readImport,
  sweepImports,
} from './index.ts'

const actor = cliActor('ada')

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let okta: string

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await ensureOrganisation()
    okta = (await createIdp({ name: 'Okta', scimSync: true, scimPolicy: false }, actor)).id
  })
  afterAll(async () => {
    useStore(undefined)
    await close()
  })
  beforeEach(() =>
    store.write(async (tx) => {
      const { users, groups, members, annotations, totals, departments, auditLogs, imports, importLines } = tx.tables
      const all = [users, groups, members, annotations, totals, departments, auditLogs, imports, importLines]
      for (const table of all) await tx.delete(table)
    }),
  )

  const dryRun = async (kind: ImportKind, text: string) => {
    const id = await beginImport(kind, 'people.csv', actor)
    await readImport(id, kind, bytesOf(text))
    return id
  }
  const view = async (id: string) => {
    const found = await findImportView(id)
    if (!found) throw new Error('the import is gone')
    return found
  }
  const lines = async (id: string) => (await listImportLines(await view(id), listQuery({ size: 200 }))).rows
  const apply = async (id: string) => {
    await applyImport(id, actor)
    await applied(id)
    return view(id)
  }
  const people = async () => (await listDirectoryUsers(store.report, listQuery({ size: 200 }))).rows
  const audited = async () => (await store.read.select().from(store.tables.auditLogs)).map((row) => row.action)

  test('the dry run says line by line what would change or is wrong, and changes nothing', async () => {
    const zoe = userRow('zoe@okta.example', { idpId: okta, displayName: 'Zoe' })
    await store.write(async (tx) => {
      await tx.insert(tx.tables.users).values(zoe)
    })
    const ann = { userName: 'ann@example.com', name: 'Ann', groups: [], department: '', active: true, comments: 'Keep' }
    await createUser(ann, actor)
    const before = await audited()
    const id = await dryRun(
      'users',
      [
        'User ID,User Name,Groups,Status',
        'new@example.com,New Person,Visitors; Night shift,',
        'ANN@example.com,Ann Lee,,Inactive',
        'zoe@okta.example,Zoe,,Active',
        'ZOE@okta.example,Zoe Two,,',
        'nobody,x,,',
        'new@example.com,Again,,',
        'odd@example.com,a,b,on,extra',
      ].join('\n'),
    )
    expect(await view(id)).toMatchObject({
      status: 'ready',
      lines: 7,
      counts: { create: 1, update: 1, unchanged: 1, conflict: 0, error: 4 },
    })
    const found = (await lines(id)).map(({ line, outcome, findings }) => ({ line, outcome, findings }))
    expect(found).toEqual([
      {
        line: 2,
        outcome: 'create',
        findings: [
          { column: 'User Name', after: 'New Person' },
          { column: 'Groups', after: 'Visitors; Night shift' },
          { column: 'Groups', message: 'The group “Visitors” is made.' },
          { column: 'Groups', message: 'The group “Night shift” is made.' },
        ],
      },
      {
        line: 3,
        outcome: 'update',
        findings: [
          { column: 'User ID', before: 'ann@example.com', after: 'ANN@example.com' },
          { column: 'User Name', before: 'Ann', after: 'Ann Lee' },
          { column: 'Status', before: 'Active', after: 'Inactive' },
        ],
      },
      { line: 4, outcome: 'unchanged', findings: [] },
      { line: 5, outcome: 'error', findings: [{ message: 'Line 4 is about the same. Keep one of the two.' }] },
      { line: 6, outcome: 'error', findings: [{ column: 'User ID', message: expect.stringContaining('user@domain') }] },
      { line: 7, outcome: 'error', findings: [{ message: expect.stringContaining('Line 2') }] },
      {
        line: 8,
        outcome: 'error',
        findings: [
          { message: expect.stringContaining('5 cells; the header has 4') },
          { column: 'Status', message: expect.stringContaining('“on” is not known') },
        ],
      },
    ])
    expect(await audited()).toEqual(before)
    expect((await people()).map((row) => row.userName)).toEqual(['ann@example.com', 'zoe@okta.example'])
  })

  test('a change to somebody an IdP owns is a conflict that names the IdP', async () => {
    await store.write(async (tx) => {
      await tx.insert(tx.tables.users).values(userRow('zoe@okta.example', { idpId: okta, displayName: 'Zoe' }))
    })
    const id = await dryRun('users', 'User ID,User Name\nzoe@okta.example,Somebody')
    expect(await lines(id)).toMatchObject([
      {
        outcome: 'conflict',
        findings: [
          { message: expect.stringContaining('belongs to Okta') },
          { column: 'User Name', before: 'Zoe', after: 'Somebody' },
        ],
      },
    ])
    await apply(id)
    expect((await people())[0]?.name).toBe('Zoe')
  })

  test('applied in turns, audited one by one, and once only; what a column does not say stays', async () => {
    await createUser(
      { userName: 'ann@example.com', name: 'Ann', groups: [], department: 'Desk', active: true, comments: 'Keep' },
      actor,
    )
    const text = [
      'User ID,User Name,Groups',
      'ann@example.com,Ann Lee,Visitors',
      ...Array.from({ length: 119 }, (_, at) => `p${at}@example.com,Person ${at},Visitors`),
    ].join('\r\n')
    const id = await dryRun('users', text)
    expect(await apply(id)).toMatchObject({ status: 'applied', applied: 120 })
    expect(await getTotals(store.read, localDirectory.id)).toEqual({ users: 120, activeUsers: 120, groups: 1 })
    expect((await people()).find((row) => row.userName === 'ann@example.com')).toMatchObject({
      name: 'Ann Lee',
      department: 'Desk',
      comments: 'Keep',
      groups: [{ name: 'Visitors' }],
    })
    expect((await listDirectoryGroups(store.report, listQuery())).rows).toMatchObject([
      { name: 'Visitors', users: 120 },
    ])
    const actions = await audited()
    const count = (action: string) => actions.filter((one) => one === action).length
    expect([count('user.create'), count('user.update'), count('group.create'), count('import.apply')]).toEqual([
      120, 1, 1, 1,
    ])
    await expect(applyImport(id, actor)).rejects.toMatchObject({ code: 'conflict' })
    const again = await dryRun('users', text)
    expect((await view(again)).counts).toMatchObject({ create: 0, update: 0, unchanged: 120, error: 0 })
  })

  test('an interrupted import goes on where it stopped; what happened meanwhile is seen', async () => {
    const id = await dryRun('users', 'User ID,User Name\na@example.com,A\nb@example.com,B\nc@example.com,C')
    await createUser(
      { userName: 'b@example.com', name: 'B', groups: [], department: '', active: true, comments: '' },
      actor,
    )
    await store.write((tx) => updateImport(tx, id, { status: 'applying', updatedAt: new Date('2026-01-01') }))
    expect((await view(id)).status).toBe('interrupted')
    expect((await apply(id)).status).toBe('applied')
    expect((await lines(id)).map(({ outcome, isApplied }) => [outcome, isApplied])).toEqual([
      ['create', true],
      ['unchanged', true],
      ['create', true],
    ])
    expect(await people()).toHaveLength(3)
  })

  test('what somebody changed, removed or made since the dry run is a conflict that says so, and stays as it is', async () => {
    const entry = (userName: string, comments: string) => {
      return { userName, name: '', groups: ['Visitors'], department: '', active: true, comments }
    }
    await createGroup({ name: 'Visitors', comments: '' }, actor)
    const old = entry('edited@example.com', 'Old')
    const edited = await createUser(old, actor)
    const removed = await createUser(entry('removed@example.com', 'Old'), actor)
    const text = 'User ID,Comments\nedited@example.com,New\nremoved@example.com,New\nmade@example.com,New'
    const id = await dryRun('users', text)
    const update = { column: 'Comments', before: 'Old', after: 'New' }
    // Groups that somebody is in are not made.
    expect((await lines(id)).map(({ findings }) => findings)).toEqual([
      [update],
      [update],
      [{ column: 'Comments', after: 'New' }],
    ])
    await changeUser(edited, { ...old, comments: 'Meanwhile' }, 1, actor)
    await deleteUsers([removed], actor)
    await createUser(entry('made@example.com', 'By hand'), actor)
    await apply(id)
    const changed = { message: expect.stringContaining('changed since the dry run') }
    expect((await lines(id)).map(({ outcome, findings }) => [outcome, ...findings])).toEqual([
      ['conflict', changed, { ...update, before: 'Meanwhile' }],
      ['conflict', { message: expect.stringContaining('is gone') }, { column: 'Comments', after: 'New' }],
      ['conflict', changed, { ...update, before: 'By hand' }],
    ])
    expect((await people()).map(({ userName, comments }) => [userName, comments])).toEqual([
      ['edited@example.com', 'Meanwhile'],
      ['made@example.com', 'By hand'],
    ])
  })

  test('groups and departments; what an export says is an IdP’s is left alone', async () => {
    await createDepartment({ name: 'Legal', comments: 'Old' }, actor)
    const departments = await dryRun(
      'departments',
      'Name,Comments,Source\nlegal,New,By hand\nSales,,Named by users only\nDesk,,By hand',
    )
    expect((await lines(departments)).map((line) => line.outcome)).toEqual(['update', 'unchanged', 'create'])
    await apply(departments)
    const groups = await dryRun('groups', 'Name;Comments\nVisitors;"Guests; all"\n;nameless')
    expect(await lines(groups)).toMatchObject([
      { outcome: 'create', findings: [{ column: 'Comments', after: 'Guests; all' }] },
      { outcome: 'error' },
    ])
    await apply(groups)
    expect((await listDirectoryGroups(store.report, listQuery())).rows).toMatchObject([{ comments: 'Guests; all' }])
    expect(await store.read.select().from(store.tables.departments)).toHaveLength(2)
  })

  test.each([
    ['', /empty/],
    ['Name,Age\nx,1', /“Name”/],
    ['User ID\na@example.com\n"b@example.com', /never closed/],
  ])('a file that cannot be read fails with the reason: %j', async (text, reason) => {
    const id = await dryRun('users', text)
    const failed = await view(id)
    expect(failed.status).toBe('failed')
    expect(failed.problem).toMatch(reason)
    await expect(applyImport(id, actor)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('an import is forgotten when asked to, which leaves an audit row, and after a day', async () => {
    const id = await dryRun('groups', 'Name\nVisitors')
    await discardImport(id, actor)
    await discardImport(id, actor)
    expect(await findImport(store.read, id)).toBeUndefined()
    const rows = (await store.read.select().from(store.tables.auditLogs)).filter((row) => row.targetId === id)
    expect(rows).toMatchObject([{ action: 'import.discard', actorName: actor.name, targetType: 'import' }])
    const old = await dryRun('groups', 'Name\nVisitors')
    await sweepImports(new Date())
    expect(await findImport(store.read, old)).toBeDefined()
    await sweepImports(new Date(Date.now() + 25 * 3_600_000))
    expect(await store.read.select().from(store.tables.importLines)).toEqual([])
  })
})
