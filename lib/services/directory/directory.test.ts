import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { putAnnotation } from '#db/queries/annotations.ts'
import { listDirectoryGroups } from '#db/queries/directory-groups.ts'
import { listDirectoryUsers } from '#db/queries/directory-users.ts'
import { groupRow, listQuery, userRow } from '#db/queries/list-testing.ts'
import { addToTotals, getTotals } from '#db/queries/totals.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { localDirectory, rowId } from '#lib/table/directories.ts'
import { cliActor } from '../actor.ts'
import { createIdp } from '../idps/index.ts'
import { ensureOrganisation } from '../organisation.ts'
import {
  changeDepartment,
  changeGroup,
  changeUser,
  countEditable,
  createDepartment,
  createGroup,
  createUser,
  deleteDepartment,
  deleteGroup,
  deleteUsers,
  findDepartmentDetail,
  findUserDetail,
  listEditableMatching,
  setUsersActive,
  type UserEntry,
} from './index.ts'

const actor = cliActor('ada')
const entry = (userName: string, rest: Partial<UserEntry> = {}): UserEntry => ({
  userName,
  name: '',
  groups: [],
  department: '',
  active: true,
  comments: '',
  ...rest,
})

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
      const { users, groups, members, annotations, totals, departments, auditLogs } = tx.tables
      for (const table of [users, groups, members, annotations, totals, departments, auditLogs]) await tx.delete(table)
    }),
  )

  const actions = async () =>
    (await store.read.select().from(store.tables.auditLogs).orderBy(store.tables.auditLogs.id)).map(
      (row) => `${row.action} ${row.targetName}`,
    )
  const detail = async (place: { idpId: string; id: string }) => {
    const found = await findUserDetail(store.read, rowId(place))
    if (!found) throw new Error('the user is gone')
    return found
  }
  const pushed = async (userName: string, source: 'scim' | 'saml', idpId = okta) => {
    const row = userRow(userName, { idpId })
    await store.write(async (tx) => {
      await tx.insert(tx.tables.users).values({ ...row, document: JSON.stringify({ userName, active: true }) })
      await addToTotals(tx, idpId, { users: 1, activeUsers: 1 })
      if (source === 'saml') await putAnnotation(tx, { idpId, id: row.id, source, comments: '' })
    })
    return { idpId, id: row.id }
  }

  test('a user made by hand has what was given, a total and an audit row', async () => {
    await createGroup({ name: 'Visitors', comments: 'Front desk' }, actor)
    const place = await createUser(
      entry(' Dana@Example.com ', { name: 'Dana', groups: ['visitors'], department: 'Desk', comments: 'Mondays' }),
      actor,
    )
    expect(await detail(place)).toMatchObject({
      entry: {
        userName: 'Dana@Example.com',
        name: 'Dana',
        groups: ['Visitors'],
        department: 'Desk',
        active: true,
        comments: 'Mondays',
      },
      source: 'hand',
      isEditable: true,
      directory: { name: localDirectory.name },
    })
    expect(await getTotals(store.read, localDirectory.id)).toEqual({ users: 1, activeUsers: 1, groups: 1 })
    expect(await actions()).toEqual(['group.create Visitors', 'user.create Dana@Example.com'])
  })

  test.each<[Partial<UserEntry> & { userName: string }, string]>([
    [{ userName: 'dana' }, 'userName'],
    [{ userName: '' }, 'userName'],
    [{ userName: 'da na@example.com' }, 'userName'],
    [{ userName: `${'x'.repeat(120)}@example.com` }, 'userName'],
    [{ userName: 'a@b.example', name: 'x'.repeat(128) }, 'name'],
    [{ userName: 'a@b.example', name: 'turned \u202e round' }, 'name'],
    [{ userName: 'a@b.example', groups: ['Nobody made it'] }, 'groups'],
    [{ userName: 'a@b.example', groups: Array.from({ length: 128 }, (_, at) => `g${at}`) }, 'groups'],
    [{ userName: 'a@b.example', comments: 'x'.repeat(10_241) }, 'comments'],
  ])('refused at its field: %#', async (given, field) => {
    await expect(createUser(entry(given.userName, given), actor)).rejects.toMatchObject({ name: 'AppError', field })
    expect(await actions()).toEqual([])
  })

  test('a User ID is one person’s, in whichever directory and case', async () => {
    await pushed('dana@example.com', 'scim')
    await expect(createUser(entry('DANA@example.com'), actor)).rejects.toMatchObject({
      code: 'conflict',
      field: 'userName',
      message: expect.stringContaining('Okta'),
    })
    await createUser(entry('ann@example.com'), actor)
    await expect(createUser(entry('Ann@example.com'), actor)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('what SCIM owns is left alone, one by one and in bulk, and is told whose it is', async () => {
    const scim = await pushed('zoe@example.com', 'scim')
    const hand = await createUser(entry('ann@example.com'), actor)
    await expect(changeUser(scim, entry('zoe@example.com', { name: 'Zoe' }), 1, actor)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('Okta over SCIM'),
    })
    expect(await countEditable([scim, hand])).toEqual({ editable: 1, refused: 1 })
    expect(await setUsersActive([scim, hand], false, actor)).toEqual({ changed: [hand], unchanged: 0, refused: 1 })
    expect(await setUsersActive([hand], false, actor)).toEqual({ changed: [], unchanged: 1, refused: 0 })
    expect(await deleteUsers([scim, hand], actor)).toEqual({ changed: [hand], unchanged: 0, refused: 1 })
    expect(await actions()).toEqual([
      'user.create ann@example.com',
      'user.deactivate ann@example.com',
      'user.delete ann@example.com',
    ])
    expect((await detail(scim)).entry.active).toBe(true)
    expect(await getTotals(store.read, localDirectory.id)).toEqual({ users: 0, activeUsers: 0, groups: 0 })
  })

  test('somebody who came by SAML can be changed unless the IdP provisions over SCIM; the User ID stays', async () => {
    const saml = (await createIdp({ name: `Saml-${engine}`, scimSync: false, scimPolicy: false }, actor)).id
    const open = await pushed('sam@example.com', 'saml', saml)
    const owned = await pushed('olga@example.com', 'saml')
    await changeUser(open, entry('sam@example.com', { comments: 'Guest' }), 1, actor)
    expect((await detail(open)).entry.comments).toBe('Guest')
    expect((await detail(open)).source).toBe('saml')
    await expect(changeUser(open, entry('other@example.com'), 2, actor)).rejects.toMatchObject({ field: 'userName' })
    await expect(changeUser(owned, entry('olga@example.com'), 1, actor)).rejects.toMatchObject({ code: 'forbidden' })
    await setUsersActive([open], false, actor)
    expect(await getTotals(store.read, saml)).toMatchObject({ users: 1, activeUsers: 0 })
  })

  test('two who edit one user: the second is told, and nothing is lost', async () => {
    const place = await createUser(entry('dana@example.com'), actor)
    await changeUser(place, entry('dana@example.com', { name: 'First' }), 1, actor)
    const second = entry('dana@example.com', { name: 'Second', comments: 'Mine' })
    const kim = { ...actor, id: 'kim' }
    await expect(changeUser(place, second, 1, kim, entry('dana@example.com'))).rejects.toMatchObject({
      code: 'changed',
      conflict: {
        version: 2,
        by: actor.name,
        isOwn: false,
        fields: [
          { field: 'name', theirs: 'First', mine: 'Second' },
          { field: 'comments', opened: '', theirs: '', mine: 'Mine' },
        ],
      },
    })
    expect((await detail(place)).entry.name).toBe('First')
  })

  test('leaving and joining groups counts for the groups; a deleted group leaves its users', async () => {
    const visitors = await createGroup({ name: 'Visitors', comments: '' }, actor)
    await createGroup({ name: 'Night shift', comments: '' }, actor)
    const place = await createUser(entry('dana@example.com', { groups: ['Visitors'] }), actor)
    await changeUser(place, entry('dana@example.com', { groups: ['Night shift'] }), 1, actor)
    const groups = async () =>
      (await listDirectoryGroups(store.report, listQuery())).rows.map(({ name, users }) => [name, users])
    expect(await groups()).toEqual([
      ['Night shift', 1],
      ['Visitors', 0],
    ])
    await changeUser(place, entry('dana@example.com', { groups: ['Night shift', 'Visitors'] }), 2, actor)
    expect(await deleteGroup(visitors, actor)).toEqual({ memberships: 1 })
    expect((await detail(place)).entry.groups).toEqual(['Night shift'])
    expect((await getTotals(store.read, localDirectory.id)).groups).toBe(1)
  })

  test('a group’s name is taken once, and only a group made by hand is changed', async () => {
    const id = await createGroup({ name: 'Visitors', comments: '' }, actor)
    await expect(createGroup({ name: 'VISITORS', comments: '' }, actor)).rejects.toMatchObject({ field: 'name' })
    const seen = { version: 1, entry: { name: 'Visitors', comments: '' } }
    await changeGroup(id, { name: 'Guests', comments: 'Front desk' }, seen, actor)
    await expect(changeGroup(id, { name: 'Late', comments: '' }, seen, actor)).rejects.toMatchObject({
      code: 'changed',
      conflict: {
        version: 2,
        fields: [
          { field: 'name', opened: 'Visitors', theirs: 'Guests', mine: 'Late' },
          { field: 'comments', opened: '', theirs: 'Front desk', mine: '' },
        ],
      },
    })
    // Somebody who joins raises the version, and is in nobody's way.
    await createUser(entry('dana@example.com', { groups: ['Guests'] }), actor)
    await changeGroup(
      id,
      { name: 'Callers', comments: 'Front desk' },
      { version: 2, entry: { name: 'Guests', comments: 'Front desk' } },
      actor,
    )
    const pushedGroup = groupRow('Engineers', { idpId: okta })
    await store.write(async (tx) => {
      await tx.insert(tx.tables.groups).values(pushedGroup)
    })
    await expect(deleteGroup(pushedGroup.id, actor)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('users made by hand follow a department to its new name and lose it with it; those of an IdP keep it', async () => {
    const id = await createDepartment({ name: 'Sales', comments: '' }, actor)
    const place = await createUser(entry('dana@example.com', { department: 'sales' }), actor)
    const row = userRow('zoe@example.com', { idpId: okta, department: 'Sales', departmentKey: 'sales' })
    await store.write(async (tx) => {
      await tx.insert(tx.tables.users).values(row)
    })
    expect(await findDepartmentDetail(store.report, id)).toMatchObject({ users: 2, usersByHand: 1 })
    const seen = { version: 1, entry: { name: 'Sales', comments: '' } }
    expect(await changeDepartment(id, { name: 'Field', comments: '' }, seen, actor)).toEqual({ users: 1 })
    await expect(changeDepartment(id, { name: 'Late', comments: '' }, seen, actor)).rejects.toMatchObject({
      code: 'changed',
      conflict: { fields: [{ field: 'name', opened: 'Sales', theirs: 'Field', mine: 'Late' }] },
    })
    expect((await detail(place)).entry.department).toBe('Field')
    expect((await detail({ idpId: okta, id: row.id })).entry.department).toBe('Sales')
    expect(await deleteDepartment(id, actor)).toEqual({ users: 1 })
    expect((await detail(place)).entry.department).toBe('')
    await expect(deleteDepartment(id, actor)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('all matching means those that can be changed, whatever the filter says of sources', async () => {
    await pushed('zoe@example.com', 'scim')
    const ann = await createUser(entry('ann@example.com'), actor)
    await createUser(entry('bob@elsewhere.example'), actor)
    const matching = (filters: Record<string, string[]>) => listEditableMatching({ ...listQuery(), filters })
    expect(await matching({ userName: ['@example.com'] })).toEqual([ann])
    expect(await matching({ source: ['scim'] })).toEqual([])
    expect((await listDirectoryUsers(store.report, listQuery())).total).toBe(3)
  })
})
