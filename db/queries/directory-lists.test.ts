import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localDirectory, rowId } from '#lib/table/directories.ts'
import type { Store } from '../store.ts'
import { engines, openEngine } from '../testing-engines.ts'
import { putAnnotation } from './annotations.ts'
import { listDirectoryDepartments } from './directory-departments.ts'
import { listDirectoryGroups } from './directory-groups.ts'
import { listDirectoryUsers } from './directory-users.ts'
import type { ListQuery } from './list.ts'
import { groupRow, listQuery, memberRow, userRow } from './list-testing.ts'
import { addToTotals } from './totals.ts'

const day = (date: string) => new Date(`${date}T00:00:00Z`)
const department = (name: string) => ({ department: name, departmentKey: name.toLowerCase() })
const okta = '7'
const entra = '8'
const zoe = userRow('zoe@a.example', { idpId: okta, updatedAt: day('2026-03-03'), ...department('Sales') })
const bob = userRow('Bob@a.example', { idpId: okta, updatedAt: day('2026-03-05'), active: false })
const carl = userRow('carl@b.example', { idpId: entra, updatedAt: day('2026-03-04'), ...department('sales') })
const ann = userRow('ann@c.example', {
  idpId: localDirectory.id,
  updatedAt: day('2026-03-01'),
  displayName: 'Ann Ärmel',
  displayNameKey: 'ann ärmel',
  ...department('Front Desk'),
})
const gone = userRow('gone@d.example', { idpId: '9' })
const engineers = groupRow('Engineers', { idpId: okta })
const visitors = groupRow('Visitors', { idpId: localDirectory.id })

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    await store.write(async (tx) => {
      const idp = (id: string, name: string, status: 'enabled' | 'deleting' = 'enabled') => ({
        id,
        organisationId: '1',
        name,
        nameKey: name.toLowerCase(),
        status,
        wizardStep: 3,
        singleSignOn: 'user' as const,
        usesArbitraryDomains: false,
        singleSignOnUrl: '',
        idpEntityId: '',
        signsSamlRequest: false,
        usesHttpRedirect: false,
        forcesAuthentication: false,
        sendsLoginHint: false,
        samlAttributesForPolicy: false,
        scimSync: id === okta,
        scimAttributesForPolicy: false,
        onDeactivate: 'keep' as const,
        onForeignDomain: 'flag' as const,
        version: 1,
        createdAt: day('2026-01-01'),
        updatedAt: day('2026-01-01'),
      })
      await tx.insert(tx.tables.idps).values([idp(okta, 'Okta'), idp(entra, 'Entra'), idp('9', 'Gone', 'deleting')])
      await tx.insert(tx.tables.users).values([zoe, bob, carl, ann, gone])
      await tx.insert(tx.tables.groups).values([engineers, visitors])
      const joined = [memberRow(engineers.id, bob.id), memberRow(visitors.id, ann.id)]
      await tx
        .insert(tx.tables.members)
        .values(joined.map((row, at) => ({ ...row, idpId: at === 0 ? okta : localDirectory.id })))
      await putAnnotation(tx, { idpId: entra, id: carl.id, source: 'saml', comments: '' })
      await putAnnotation(tx, { idpId: localDirectory.id, id: ann.id, source: 'hand', comments: 'Reception' })
      await tx.insert(tx.tables.departments).values({
        id: 'd1',
        name: 'Legal',
        nameKey: 'legal',
        comments: 'New',
        version: 1,
        createdAt: day('2026-01-01'),
        updatedAt: day('2026-01-01'),
      })
      await addToTotals(tx, okta, { users: 2, activeUsers: 1, groups: 1 })
      await addToTotals(tx, entra, { users: 1, activeUsers: 1 })
      await addToTotals(tx, localDirectory.id, { users: 1, activeUsers: 1, groups: 1 })
      await addToTotals(tx, '9', { users: 1, activeUsers: 1 })
    })
  })
  afterAll(() => close())

  const users = (rest: Partial<ListQuery>) => listDirectoryUsers(store.report, listQuery(rest))
  const names = async (rest: Partial<ListQuery>) => (await users(rest)).rows.map((row) => row.userName)
  const everybody = ['ann@c.example', 'Bob@a.example', 'carl@b.example', 'zoe@a.example']

  test('users of every directory in one order, with what their directory knows of them', async () => {
    const { rows, total, hasMore } = await users({})
    expect(rows.map((row) => row.userName)).toEqual(everybody)
    expect({ total, hasMore }).toEqual({ total: 4, hasMore: false })
    expect(rows[0]).toMatchObject({
      idpId: '0',
      name: 'Ann Ärmel',
      source: 'hand',
      comments: 'Reception',
      groups: [{ name: 'Visitors' }],
    })
    expect(rows.map((row) => row.source)).toEqual(['hand', 'scim', 'saml', 'scim'])
  })

  test('pages neither repeat nor skip anybody, in either order', async () => {
    const paged = async (sort: ListQuery['sort']) => [
      ...(await names({ sort, size: 3 })),
      ...(await names({ sort, size: 3, page: 2 })),
    ]
    expect(await paged([{ id: 'userName', direction: 'asc' }])).toEqual(everybody)
    expect(await paged([{ id: 'updatedAt', direction: 'desc' }])).toEqual([
      'Bob@a.example',
      'carl@b.example',
      'zoe@a.example',
      'ann@c.example',
    ])
  })

  test.each<[Record<string, string[]>, string[]]>([
    [{ userName: ['@A.ex'] }, ['Bob@a.example', 'zoe@a.example']],
    [{ name: ['ÄRM'] }, ['ann@c.example']],
    [{ search: ['b.example'] }, ['carl@b.example']],
    [{ group: ['engin'] }, ['Bob@a.example']],
    [{ department: ['SALE'] }, ['carl@b.example', 'zoe@a.example']],
    [{ department: ['nowhere'] }, []],
    [{ directory: [entra, '0'] }, ['ann@c.example', 'carl@b.example']],
    [{ directory: ['9'] }, []],
    [{ source: ['hand', 'saml'] }, ['ann@c.example', 'carl@b.example']],
    [{ source: ['scim'] }, ['Bob@a.example', 'zoe@a.example']],
    [{ status: ['inactive'] }, ['Bob@a.example']],
    [{ userName: ['%'] }, []],
  ])('filtered by %j', async (filters, expected) => {
    const { rows, total } = await users({ filters })
    expect(rows.map((row) => row.userName)).toEqual(expected)
    expect(total).toBe(expected.length)
  })

  test('a walk meets everybody once, and chosen rows are found by their row ids', async () => {
    const seen: string[] = []
    for (let after: string | undefined; ;) {
      const page = await users({ size: 2, walk: { direction: 'asc', ...(after === undefined ? {} : { after }) } })
      seen.push(...page.rows.map((row) => row.userName))
      const last = page.rows.at(-1)
      if (!page.hasMore || !last) break
      after = rowId(last)
    }
    expect(seen.sort()).toEqual([...everybody].sort())
    expect(await names({ ids: [rowId(carl), rowId({ idpId: entra, id: zoe.id })] })).toEqual(['carl@b.example'])
  })

  test('groups, by name and by who is in them', async () => {
    const groups = async (filters: Record<string, string[]>) =>
      (await listDirectoryGroups(store.report, listQuery({ filters }))).rows.map(({ name, users: count, source }) => ({
        name,
        count,
        source,
      }))
    expect(await groups({})).toEqual([
      { name: 'Engineers', count: 1, source: 'scim' },
      { name: 'Visitors', count: 1, source: 'hand' },
    ])
    expect(await groups({ user: ['BOB@a.example'] })).toMatchObject([{ name: 'Engineers' }])
    expect(await groups({ name: ['visit'], directory: [okta] })).toEqual([])
  })

  test('departments: those users name, whatever the case, and those made by hand', async () => {
    const list = async (filters: Record<string, string[]>) =>
      (await listDirectoryDepartments(store.report, listQuery({ filters }))).rows.map((row) => [
        row.name.toLowerCase(),
        row.users,
        row.directoryIds,
        row.made?.comments,
      ])
    expect(await list({})).toEqual([
      ['front desk', 1, ['0'], undefined],
      ['legal', 0, [], 'New'],
      ['sales', 2, [entra, okta], undefined],
    ])
    expect(await list({ source: ['hand'] })).toMatchObject([['legal', 0, [], 'New']])
    expect(await list({ directory: [entra] })).toMatchObject([['sales', 1, [entra], undefined]])
  })
})
