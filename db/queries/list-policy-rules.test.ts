import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fold } from '#lib/scim/fold.ts'
import type { Store } from '../store.ts'
import { engines, openEngine } from '../testing-engines.ts'
import { groupRow, listQuery } from './list-testing.ts'
import { listPolicyRulePage } from './list-policy-rules.ts'
import { findGroupsByName } from './named-groups.ts'
import { insertPolicyRule, type PolicyRuleRow } from './policy-rules.ts'

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  const rule = (name: string, position: number, rest: Partial<PolicyRuleRow> = {}): PolicyRuleRow => ({
    id: name,
    policy: 'access',
    position,
    name,
    nameKey: fold(name),
    description: '',
    isEnabled: true,
    isDefault: false,
    rule: '{}',
    version: 1,
    createdAt: new Date(Date.UTC(2026, 0, 1)),
    updatedAt: new Date(Date.UTC(2026, 0, 30 - position)),
    ...rest,
  })

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    await store.write(async (tx) => {
      await insertPolicyRule(tx, rule('Sales', 2))
      await insertPolicyRule(tx, rule('Contractors', 1, { isEnabled: false }))
      await insertPolicyRule(tx, rule('Ärzte', 10))
      await insertPolicyRule(tx, rule('Elsewhere', 1, { policy: 'timeout' }))
      await insertPolicyRule(tx, rule('Default Rule', 0, { id: 'default', isDefault: true }))
      await tx
        .insert(tx.tables.groups)
        .values([
          groupRow('Sales EMEA', { id: '1' }),
          groupRow('Engineering', { id: '2' }),
          groupRow('sales apac', { id: '3' }),
          groupRow('Sales', { id: '4', idpId: '2' }),
        ])
    })
  })
  afterAll(() => close())

  const names = async (filters: Record<string, string[]>, sort: string, direction: 'asc' | 'desc' = 'asc') =>
    (
      await listPolicyRulePage(store.report, 'access', listQuery({ filters, sort: [{ id: sort, direction }] }))
    ).rows.map(({ name }) => name)

  test('rules of one policy in their order, without its default rule', async () => {
    expect(await names({}, 'order')).toEqual(['Contractors', 'Sales', 'Ärzte'])
    expect(await names({}, 'order', 'desc')).toEqual(['Ärzte', 'Sales', 'Contractors'])
    expect(await names({}, 'updatedAt', 'desc')).toEqual(['Contractors', 'Sales', 'Ärzte'])
  })

  test.each<[Record<string, string[]>, string[]]>([
    [{ name: ['är'] }, ['Ärzte']],
    [{ status: ['disabled'] }, ['Contractors']],
    [{ status: ['enabled'] }, ['Sales', 'Ärzte']],
  ])('rules by %j', async (filters, expected) => expect(await names(filters, 'order')).toEqual(expected))

  test('the groups of one IdP whose names contain a text, whatever its case', async () => {
    const found = async (text: string, limit = 9) =>
      (await findGroupsByName(store.report, '1', text, limit)).map(({ id, name }) => `${id} ${name}`)
    expect(await found(' SALES ')).toEqual(['3 sales apac', '1 Sales EMEA'])
    expect(await found('')).toEqual(['2 Engineering', '3 sales apac', '1 Sales EMEA'])
    expect(await found('', 1)).toEqual(['2 Engineering'])
  })
})
