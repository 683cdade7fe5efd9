import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { groupRow, memberRow, userRow } from '#db/queries/list-testing.ts'
import { getTotals } from '#db/queries/totals.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { ENTERPRISE_URN } from '#lib/scim/catalog.ts'
import { admit as admitArrival, type arrival } from './testing.ts'

const none = { users: 0, activeUsers: 0, groups: 0 }

describe.each(engines)('SAML Auto-Provisioning on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
  })
  afterAll(() => close())
  beforeEach(() =>
    store.write(async (tx) => {
      const { users, groups, members, annotations, totals, auditLogs, notProvisioned, idpDomains } = tx.tables
      for (const table of [users, groups, members, annotations, totals, auditLogs, notProvisioned, idpDomains]) {
        await tx.delete(table)
      }
    }),
  )

  const admit = (
    attributes?: Record<string, string[]>,
    idp?: Parameters<typeof arrival>[2],
    name = 'dana@example.com',
  ) => admitArrival(store, name, attributes, idp)
  const dana = async () => {
    const { users, groups, members } = store.tables
    const rows = await store.read.select().from(users)
    const joined = await store.read.select().from(members)
    const names = new Map((await store.read.select().from(groups)).map((group) => [group.id, group.displayName]))
    expect(rows).toHaveLength(1)
    const [row] = rows
    if (!row) throw new Error('the user is gone')
    return {
      ...row,
      groups: joined
        .filter((one) => one.memberId === row.id)
        .map((one) => names.get(one.groupId) ?? '')
        .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })),
    }
  }
  const everything = async () => {
    const { users, groups, members, annotations, totals, auditLogs } = store.tables
    const all = [users, groups, members, annotations, totals, auditLogs]
    return Promise.all(all.map((table) => store.read.select().from(table)))
  }
  const audited = async () =>
    (await store.read.select().from(store.tables.auditLogs).orderBy(store.tables.auditLogs.id)).map(
      ({ action, targetName, actorName }) => `${actorName}: ${action} ${targetName}`,
    )
  const said = { DisplayName: ['Dana Reyes'], Department: ['Sales'], memberOf: ['Everyone', 'Sales EMEA'] }

  test('makes the user, the groups and the department, each with its total and audit row', async () => {
    const admission = await admit(said)
    const made = await dana()
    expect(admission).toEqual({ isAdmitted: true, userId: made.id, userName: 'dana@example.com', notes: [] })
    expect(made).toMatchObject({
      active: true,
      displayName: 'Dana Reyes',
      department: 'Sales',
      departmentKey: 'sales',
      groups: ['Everyone', 'Sales EMEA'],
      isForeignDomain: false,
      version: 1,
    })
    expect(JSON.parse(made.document)).toMatchObject({
      userName: 'dana@example.com',
      [ENTERPRISE_URN]: { department: 'Sales' },
    })
    expect(await getTotals(store.read, '1')).toEqual({ users: 1, activeUsers: 1, groups: 2 })
    const sources = await store.read.select().from(store.tables.annotations)
    expect(sources.map(({ source }) => source)).toEqual(['saml', 'saml', 'saml'])
    expect(await audited()).toEqual([
      'Sign-in at Okta: group.create Everyone',
      'Sign-in at Okta: group.create Sales EMEA',
      'Sign-in at Okta: user.create dana@example.com',
    ])
  })

  test('an assertion that says the same, in another order and case of the login name, changes nothing', async () => {
    await admit(said)
    const before = await everything()
    const again = { ...said, memberOf: said.memberOf.toReversed() }
    expect(await admit(again, {}, 'DANA@example.com')).toMatchObject({ isAdmitted: true, userName: 'dana@example.com' })
    expect(await everything()).toEqual(before)
  })

  test('brings name, department and groups up to date; what it joins and leaves is a change of the groups', async () => {
    await admit(said)
    await admit({ DisplayName: ['Dana R.'], Department: ['Support'], memberOf: ['Everyone', 'Support'] })
    expect(await dana()).toMatchObject({
      displayName: 'Dana R.',
      department: 'Support',
      groups: ['Everyone', 'Support'],
      version: 2,
    })
    const versions = await store.read.select().from(store.tables.groups)
    expect(Object.fromEntries(versions.map(({ displayName, version }) => [displayName, version]))).toEqual({
      Everyone: 2,
      'Sales EMEA': 3,
      Support: 2,
    })
    expect(await getTotals(store.read, '1')).toEqual({ users: 1, activeUsers: 1, groups: 3 })
    const [audit] = (await store.read.select().from(store.tables.auditLogs)).filter(
      (row) => row.action === 'user.update',
    )
    expect(JSON.parse(audit?.after ?? '')).toEqual({
      name: 'Dana R.',
      department: 'Support',
      groups: ['Everyone', 'Support'],
    })
  })

  test('groups alone leave the user’s version as it is', async () => {
    await admit(said)
    await admit({ ...said, memberOf: ['Everyone'] })
    expect(await dana()).toMatchObject({ groups: ['Everyone'], version: 1 })
  })

  test('no groups and no department in the assertion: the person has none; a name that is not sent stays', async () => {
    await admit(said)
    await admit({})
    expect(await dana()).toMatchObject({ displayName: 'Dana Reyes', department: null, groups: [] })
  })

  test('attributes that the IdP is not asked for are not managed, and names of attributes are exact', async () => {
    await admit(said)
    await admit({}, { groupNameAttribute: '', departmentNameAttribute: '' })
    expect(await dana()).toMatchObject({ department: 'Sales', groups: ['Everyone', 'Sales EMEA'] })
    await admit({ memberof: ['Everyone'], department: ['Sales'] })
    expect(await dana()).toMatchObject({ department: null, groups: [] })
  })

  test('joins a group that is there already, whatever the case, and leaves its name', async () => {
    const group = groupRow('SALES emea')
    await store.write((tx) => tx.insert(tx.tables.groups).values(group))
    await admit({ memberOf: ['Sales EMEA', 'sales emea', 'Ｓales EMEA'] })
    expect(await dana()).toMatchObject({ groups: ['SALES emea'] })
    expect(await getTotals(store.read, '1')).toEqual({ users: 1, activeUsers: 1, groups: 0 })
  })

  test('keeps of a user who came over SCIM what the assertion does not say', async () => {
    const document = {
      userName: 'Dana@example.com',
      active: true,
      title: 'Buyer',
      [ENTERPRISE_URN]: { division: 'West' },
    }
    const row = userRow('Dana@example.com', { title: 'Buyer', document: JSON.stringify(document) })
    const group = groupRow('Old')
    await store.write(async (tx) => {
      await tx.insert(tx.tables.users).values(row)
      await tx.insert(tx.tables.groups).values(group)
      await tx.insert(tx.tables.members).values(memberRow(group.id, row.id))
    })
    await admit(said)
    expect(await dana()).toMatchObject({
      id: row.id,
      userName: 'Dana@example.com',
      title: 'Buyer',
      division: 'West',
      department: 'Sales',
      groups: ['Everyone', 'Sales EMEA'],
      version: 2,
    })
    expect(await getTotals(store.read, '1')).toEqual({ ...none, groups: 2 })
  })

  test('somebody deactivated is refused, counted and left as they are', async () => {
    const document = JSON.stringify({ userName: 'dana@example.com', active: false })
    await store.write((tx) =>
      tx.insert(tx.tables.users).values(userRow('dana@example.com', { active: false, document })),
    )
    const before = await everything()
    expect(await admit(said)).toMatchObject({ isAdmitted: false, refusal: 'SAML-505' })
    expect(await everything()).toEqual(before)
    expect(await store.read.select().from(store.tables.notProvisioned)).toMatchObject([{ reason: 'inactive' }])
  })

  test('a name outside the Authentication Domains is marked', async () => {
    await store.write((tx) => tx.insert(tx.tables.idpDomains).values({ domain: 'example.org', idpId: '1' }))
    await admit()
    expect(await dana()).toMatchObject({ isForeignDomain: true })
  })

  describe('hostile values', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => `Group ${n}`)

    test('10,000 groups: a thousand are joined, the same ones in any order, and the rest is told', async () => {
      const admission = await admit({ memberOf: many })
      expect(admission).toMatchObject({ notes: ['Left out 9000 groups: a user may be in 1000 here.'] })
      const { groups } = await dana()
      expect(groups).toHaveLength(1_000)
      const before = await everything()
      await admit({ memberOf: many.toReversed() })
      expect(await everything()).toEqual(before)
      expect(await getTotals(store.read, '1')).toEqual({ users: 1, activeUsers: 1, groups: 1_000 })
    })

    test('the IdP’s own limit of groups goes first', async () => {
      await admit({ memberOf: many }, { groupsPerUser: 3 })
      expect((await dana()).groups).toEqual(['Group 0', 'Group 1', 'Group 2'])
    })

    test('names that are huge, fold to huge ones, or hide characters are left out and told', async () => {
      const admission = await admit({
        DisplayName: ['Dana\u202eseyeR'],
        Department: ['D'.repeat(257)],
        memberOf: ['Staff', '', '  ', 'a\0b', 'x'.repeat(257), 'ﷺ'.repeat(200), 'Sta\u200bff', '\ud800', 'tab\tbed'],
      })
      expect(await dana()).toMatchObject({ displayName: null, department: null, groups: ['Staff'] })
      expect(admission).toMatchObject({
        notes: [
          'Left out a display name that cannot be a name.',
          'Left out a department that cannot be a name.',
          'Left out 6 groups that cannot be a name.',
        ],
      })
    })

    test('group names that only look alike are groups of their own', async () => {
      await admit({ memberOf: ['Admins', 'Аdmins'] })
      expect((await dana()).groups).toHaveLength(2)
    })

    test('names of JavaScript’s own are names as any other', async () => {
      await admit({ DisplayName: ['__proto__'], Department: ['constructor'], memberOf: ['__proto__', 'toString'] })
      expect(await dana()).toMatchObject({
        displayName: '__proto__',
        department: 'constructor',
        groups: ['__proto__', 'toString'],
      })
    })

    test.each([
      ['zero width', 'da\u200bna@example.com'],
      ['turned around', '\u202eanad@example.com'],
      ['a soft hyphen', 'da\u00adna@example.com'],
      ['too long', `${'d'.repeat(250)}@example.com`],
    ])('nobody is made of a login name that is %s', async (_what, loginName) => {
      expect(await admit(said, {}, loginName)).toMatchObject({ isAdmitted: false, refusal: 'SAML-508' })
      expect((await everything()).flat()).toEqual([])
    })

    test('a full-width login name is the user that it looks like, not another', async () => {
      await admit()
      const { id } = await dana()
      expect(await admit({}, {}, 'ｄａｎａ@example.com')).toMatchObject({ userId: id, userName: 'dana@example.com' })
      await dana()
    })
  })

  test('twenty first sign-ins of one person at once make one user, one of each group, and right totals', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => admit(said)))
    const made = await dana()
    expect(ids).toEqual(ids.map(() => expect.objectContaining({ userId: made.id })))
    expect(made.groups).toEqual(['Everyone', 'Sales EMEA'])
    expect(await getTotals(store.read, '1')).toEqual({ users: 1, activeUsers: 1, groups: 2 })
  })

  test('people who meet in new groups at once make each group once', async () => {
    const memberOf = Array.from({ length: 10 }, (_, n) => `Team ${n}`)
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        admit({ memberOf: n % 2 ? memberOf : memberOf.toReversed() }, {}, `person${n}@example.com`),
      ),
    )
    expect(await getTotals(store.read, '1')).toEqual({ users: 12, activeUsers: 12, groups: 10 })
    expect(await store.read.$count(store.tables.groups)).toBe(10)
    expect(await store.read.$count(store.tables.members)).toBe(120)
  })
})
