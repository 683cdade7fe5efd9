import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../store.ts'
import { engines, openEngine } from '../testing-engines.ts'
import { countFacets } from './facets.ts'
import { idpPlan, listIdpPage } from './list-idps.ts'
import { listQuery } from './list-testing.ts'
import { addToTotals } from './totals.ts'

const idp = (id: string, name: string, rest: object = {}) => ({
  id,
  organisationId: '1',
  name,
  nameKey: name.toLowerCase(),
  status: 'enabled' as const,
  wizardStep: 3,
  singleSignOn: 'user' as const,
  usesArbitraryDomains: false,
  singleSignOnUrl: '',
  idpEntityId: `https://IdP.example/${id}`,
  signsSamlRequest: false,
  usesHttpRedirect: false,
  forcesAuthentication: false,
  sendsLoginHint: true,
  samlAttributesForPolicy: false,
  scimSync: true,
  scimAttributesForPolicy: false,
  onDeactivate: 'keep' as const,
  onForeignDomain: 'flag' as const,
  version: 1,
  createdAt: new Date(Number(id) * 1000),
  updatedAt: new Date(0),
  ...rest,
})

describe.each(engines)('IdP configurations on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    await store.write(async (tx) => {
      await tx
        .insert(tx.tables.idps)
        .values([
          idp('1', 'Okta'),
          idp('2', 'Entra ID', { status: 'disabled', scimSync: false }),
          idp('3', 'Consoles', { status: 'resume', singleSignOn: 'admin', scimSync: false }),
          idp('4', 'Gone', { status: 'deleting' }),
        ])
      await tx.insert(tx.tables.idpDomains).values([
        { domain: 'northwind.example', idpId: '1' },
        { domain: 'visitors.example', idpId: '1' },
        { domain: 'south.example', idpId: '2' },
      ])
      await addToTotals(tx, '1', { users: 3, groups: 1 })
      await addToTotals(tx, '1', { users: 4 })
      await addToTotals(tx, '2', { users: 5, groups: 2 })
    })
  })
  afterAll(() => close())

  const ids = async (filters: Record<string, string[]>, sort = 'name', direction: 'asc' | 'desc' = 'asc') => {
    const { rows, total } = await listIdpPage(store.report, listQuery({ filters, sort: [{ id: sort, direction }] }))
    expect(total).toBe(rows.length)
    return rows.map(({ id }) => id)
  }

  test.each([
    ['nothing, so that all come but what is being deleted', {}, ['3', '2', '1']],
    ['a part of the name, in whatever case', { name: ['OKT'] }, ['1']],
    ['some of the states', { status: ['enabled', 'resume'] }, ['3', '1']],
    ['who signs in', { singleSignOn: ['admin'] }, ['3']],
    ['SCIM Sync', { scimSync: ['disabled'] }, ['3', '2']],
    ['a part of the entity ID, in whatever case', { idpEntityId: ['idp.EXAMPLE/2'] }, ['2']],
    ['a part of one of its domains', { domain: ['Visitors'] }, ['1']],
    ['several at once', { scimSync: ['disabled'], domain: ['example'] }, ['2']],
  ])('IdP configurations by %s', async (_, filters, expected) => {
    expect(await ids(filters)).toEqual(expected)
  })

  test('the order by users and groups sums what is counted, and knows none as none', async () => {
    expect(await ids({}, 'users', 'desc')).toEqual(['1', '2', '3'])
    expect(await ids({}, 'groups', 'desc')).toEqual(['2', '1', '3'])
    expect(await ids({}, 'users', 'asc')).toEqual(['3', '2', '1'])
  })

  test('a page of one knows that there are more', async () => {
    const page = await listIdpPage(
      store.report,
      listQuery({ size: 1, page: 2, sort: [{ id: 'createdAt', direction: 'desc' }] }),
    )
    expect(page).toMatchObject({ rows: [{ id: '2' }], total: 3, hasMore: true })
  })

  test('facets say how many each choice would show', async () => {
    const { counts } = await countFacets(
      store.report,
      listQuery({ filters: { scimSync: ['disabled'] } }),
      idpPlan(store.report),
      'status',
      [{ value: 'enabled' }, { value: 'disabled' }, { value: 'resume' }],
    )
    expect(counts).toEqual({ disabled: { count: 1, isAtLeast: false }, resume: { count: 1, isAtLeast: false } })
  })
})
