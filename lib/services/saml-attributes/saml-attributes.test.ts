import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { idpRow, listQuery } from '#db/queries/list-testing.ts'
import { insertOrganisation } from '#db/queries/organisations.ts'
import { findSamlAttribute, listSamlAttributePage, listSamlAttributes } from '#db/queries/saml-attributes.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { dana, sam } from '../idps/testing.ts'
import { addSamlAttributes, changeSamlAttribute, deleteSamlAttribute, listImportable } from './index.ts'

const department = { name: 'Department', samlAttribute: 'department' }
const title = { name: 'title', samlAttribute: 'http://schemas.example/claims/title' }

describe.each(engines)('on %s', (engine) => {
  let opened: Awaited<ReturnType<typeof openEngine>>
  beforeAll(async () => {
    opened = await openEngine(engine)
  })
  afterAll(async () => {
    useStore(undefined)
    await opened.close()
  })
  beforeEach(async () => {
    useStore(opened.store)
    await opened.store.write(async (tx) => {
      const { idps, samlAttributes, organisations, auditLogs } = tx.tables
      await tx.delete(samlAttributes)
      await tx.delete(idps)
      await tx.delete(organisations)
      await tx.delete(auditLogs)
      await insertOrganisation(tx, { id: '1', name: 'Northwind', createdAt: new Date(), secondFactor: 'optional' })
      await tx
        .insert(idps)
        .values([
          idpRow('1', { name: 'okta', nameKey: 'okta' }),
          idpRow('2', { name: 'entra', nameKey: 'entra' }),
          idpRow('3', { name: 'admins', nameKey: 'admins', singleSignOn: 'admin' }),
          idpRow('4', { name: 'going', nameKey: 'going', status: 'deleting' }),
        ])
    })
  })
  const of = async (idpId = '1') =>
    (await listSamlAttributes(opened.store.read, idpId)).map(({ name, samlAttribute }) => ({ name, samlAttribute }))
  const only = async () => {
    const [row] = await listSamlAttributes(opened.store.read, '1')
    if (!row) throw new Error('no attribute')
    return row
  }
  const listed = async (query: Parameters<typeof listQuery>[0] = {}) => {
    const page = await listSamlAttributePage(opened.store.report, listQuery(query))
    return page.rows.map((row) => `${row.name} of ${row.idpName}`)
  }

  test('attributes are added, edited and deleted, each with its audit row', async () => {
    await addSamlAttributes('1', [department], dana)
    const { id, version } = await only()
    await changeSamlAttribute(id, { ...department, name: 'Dept' }, { version, opened: department }, dana)
    expect(await of()).toEqual([{ name: 'Dept', samlAttribute: 'department' }])
    await deleteSamlAttribute(id, dana)
    await deleteSamlAttribute(id, dana)
    expect(await of()).toEqual([])
    const { auditLogs } = opened.store.tables
    const rows = await opened.store.read
      .select()
      .from(auditLogs)
      .where(eq(auditLogs.targetId, id))
      .orderBy(asc(auditLogs.id))
    expect(rows.map((row) => row.action)).toEqual([
      'saml-attribute.create',
      'saml-attribute.update',
      'saml-attribute.delete',
    ])
  })

  test('the second of two editors is told what the first changed', async () => {
    await addSamlAttributes('1', [department], dana)
    const { id, version } = await only()
    const seen = { version, opened: department }
    await changeSamlAttribute(id, { ...department, name: 'theirs' }, seen, sam)
    await expect(changeSamlAttribute(id, { ...department, name: 'mine' }, seen, dana)).rejects.toMatchObject({
      code: 'changed',
      conflict: { by: 'sam@example.com', fields: [{ field: 'name', theirs: 'theirs', mine: 'mine' }] },
    })
    expect((await only()).name).toBe('theirs')
  })

  test.each([
    ['a name in another case', { ...title, name: 'DEPARTMENT' }, 'name'],
    ['the same attribute', { ...department, name: 'other' }, 'samlAttribute'],
  ])('%s is refused within one IdP, and accepted in another', async (_what, entry, field) => {
    await addSamlAttributes('1', [department], dana)
    await expect(addSamlAttributes('1', [entry], dana)).rejects.toMatchObject({ code: 'conflict', field })
    await addSamlAttributes('2', [department], dana)
    expect(await of('2')).toEqual([department])
  })

  test('attributes are told apart by case, and a failed import adds none of them', async () => {
    await addSamlAttributes('1', [department, { name: 'other', samlAttribute: 'Department' }], dana)
    await expect(addSamlAttributes('1', [title, department], dana)).rejects.toMatchObject({ code: 'conflict' })
    expect(await of()).toHaveLength(2)
  })

  test('a hundred is the limit, of all IdPs together', async () => {
    const entries = (count: number, from = 0) =>
      Array.from({ length: count }, (_each, index) => ({ name: `n${from + index}`, samlAttribute: `a${from + index}` }))
    await addSamlAttributes('1', entries(60), dana)
    await expect(addSamlAttributes('2', entries(41), dana)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('There is room for 40, not for 41'),
    })
    await addSamlAttributes('2', entries(40), dana)
    await expect(addSamlAttributes('1', entries(1, 60), dana)).rejects.toMatchObject({ code: 'conflict' })
    // Those of an IdP that is being deleted count no more.
    await opened.store.write((tx) =>
      tx.update(tx.tables.idps).set({ status: 'deleting' }).where(eq(tx.tables.idps.id, '2')),
    )
    await addSamlAttributes('1', entries(1, 60), dana)
  })

  test.each([
    'NameID',
    'nameid',
    'NAME_ID',
    'urn:oasis:names:tc:SAML:1.1:nameid',
    'http://x.example/claims/nameidentifier',
  ])('%s is no attribute for policies', async (samlAttribute) => {
    await expect(addSamlAttributes('1', [{ name: 'x', samlAttribute }], dana)).rejects.toMatchObject({
      code: 'invalid',
      field: 'samlAttribute',
    })
    await addSamlAttributes('1', [department], dana)
    const { id, version } = await only()
    await expect(
      changeSamlAttribute(id, { name: 'x', samlAttribute }, { version, opened: department }, dana),
    ).rejects.toMatchObject({ field: 'samlAttribute' })
  })

  test.each([
    ['an IdP of administrators', '3', 'invalid'],
    ['an IdP that is being deleted', '4', 'not-found'],
    ['no IdP', '5', 'not-found'],
  ])('%s has none', async (_what, idpId, code) => {
    await expect(addSamlAttributes(idpId, [department], dana)).rejects.toMatchObject({ code, field: 'idpId' })
  })

  test('the table filters and sorts by name, attribute and IdP', async () => {
    await addSamlAttributes('1', [department, title], dana)
    await addSamlAttributes('2', [{ name: 'Zone', samlAttribute: 'zone' }], dana)
    expect(await listed({ sort: [{ id: 'name', direction: 'asc' }] })).toEqual([
      'Department of okta',
      'title of okta',
      'Zone of entra',
    ])
    expect(
      await listed({
        sort: [
          { id: 'provider', direction: 'asc' },
          { id: 'name', direction: 'desc' },
        ],
      }),
    ).toEqual(['Zone of entra', 'title of okta', 'Department of okta'])
    expect(await listed({ filters: { provider: ['2'] } })).toEqual(['Zone of entra'])
    expect(await listed({ filters: { name: ['DEP'] } })).toEqual(['Department of okta'])
    expect(await listed({ filters: { samlAttribute: ['Schemas'] } })).toEqual(['title of okta'])
    await opened.store.write((tx) =>
      tx.update(tx.tables.idps).set({ status: 'deleting' }).where(eq(tx.tables.idps.id, '2')),
    )
    expect(await listed()).not.toContain('Zone of entra')
    const [gone] = await listSamlAttributes(opened.store.read, '2')
    expect(await findSamlAttribute(opened.store.read, gone?.id ?? '')).toBeUndefined()
  })

  test('an import shows what is new, under a name that is free, and no NameID', async () => {
    await addSamlAttributes('1', [title], dana)
    const found = await listImportable(opened.store.read, '1', [
      { name: title.samlAttribute, values: ['Engineer'] },
      { name: 'urn:other:title', values: ['Lead'] },
      { name: 'Given Name', values: ['Ada', 'A.'] },
      { name: 'NameID', values: ['ada@example.com'] },
      { name: 'x'.repeat(300), values: ['long'] },
    ])
    expect(found).toEqual([
      { name: 'title-2', samlAttribute: 'urn:other:title', values: ['Lead'] },
      { name: 'Given_Name', samlAttribute: 'Given Name', values: ['Ada', 'A.'] },
    ])
    await addSamlAttributes('1', found, dana)
    expect(
      await listImportable(
        opened.store.read,
        '1',
        found.map(({ samlAttribute: name, values }) => ({ name, values })),
      ),
    ).toEqual([])
  })
})
