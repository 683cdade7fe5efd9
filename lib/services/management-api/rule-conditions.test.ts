import fc from 'fast-check'
import { expect, test } from 'vitest'
import { worlds } from '#lib/policy/testing-world.ts'
import { noCriteria, type Criteria } from '#lib/policy/rule.ts'
import { conditionsIn, showConditions } from './rule-conditions.ts'
import { conditionJson, type ConditionJson } from './rule-operands.ts'

/** Joins of fewer than two things say nothing. */
const telling = (criteria: Criteria): Criteria => {
  const idps = criteria.identity.idps.map((idp) => ({
    ...idp,
    join: idp.items.length > 1 ? idp.join : ('or' as const),
  }))
  return { ...criteria, identity: { join: idps.length > 1 ? criteria.identity.join : 'or', idps } }
}

/** What no rule holds: an IdP without items, or twice. */
const isPossible = ({ identity: { idps } }: Criteria) =>
  idps.every(({ items }) => items.length > 0) && new Set(idps.map(({ idpId }) => idpId)).size === idps.length

test('criteria come back from their conditions as they were', () => {
  fc.assert(
    fc.property(worlds, ({ rules, ...surroundings }) => {
      for (const { criteria } of [...rules.access, ...rules.forwarding, ...rules.timeout]) {
        if (!isPossible(criteria)) continue
        const { conditions, idpOperator } = showConditions(criteria, surroundings)
        for (const condition of conditions) conditionJson.parse(condition)
        expect(telling(conditionsIn(conditions, idpOperator))).toEqual(telling(criteria))
      }
    }),
  )
})

const one = (objectType: string, lhs: string, rhs: string, more: object = {}) => ({ objectType, lhs, rhs, ...more })
const condition = (operator: 'AND' | 'OR', ...operands: object[]) =>
  ({ operator, negated: false, operands }) as unknown as ConditionJson
const okta = one('SCIM_GROUP', 'okta', 'g1')
const entra = one('SCIM', 'title', 'Engineer', { idpId: 'entra' })

test('IdPs of one condition are joined by its operator, those of several by AND', () => {
  const idps = [
    { idpId: 'okta', join: 'or', items: [{ kind: 'scim-group', groupId: 'g1' }] },
    { idpId: 'entra', join: 'or', items: [{ kind: 'scim', attribute: 'title', value: 'Engineer' }] },
  ]
  const read = (...conditions: ConditionJson[]) => telling(conditionsIn(conditions, undefined)).identity
  expect(read(condition('OR', okta, entra))).toEqual({ join: 'or', idps })
  expect(read(condition('AND', okta, entra))).toEqual({ join: 'and', idps })
  expect(read(condition('OR', okta), condition('OR', entra))).toEqual({ join: 'and', idps })
  expect(conditionsIn([], undefined)).toEqual(noCriteria)
})

test.each([
  [
    'two kinds in one condition',
    [condition('OR', okta, one('PLATFORM', 'linux', 'true'))],
    'conditions.0.operands.1.objectType',
  ],
  [
    'one kind twice',
    [condition('OR', one('PLATFORM', 'linux', 'true')), condition('OR', one('PLATFORM', 'mac', 'true'))],
    'conditions.1',
  ],
  ['applications by AND', [condition('AND', one('APP', 'id', 'a'), one('APP', 'id', 'b'))], 'conditions.0.operator'],
  ['an IdP twice', [condition('OR', okta), condition('OR', okta)], 'conditions.1'],
  [
    'several IdPs beside others',
    [condition('OR', okta, entra), condition('OR', one('IDP', 'id', 'ping'))],
    'conditions.0',
  ],
  ['a platform that is none', [condition('OR', one('PLATFORM', 'constructor', 'true'))], 'conditions.0.operands.0.lhs'],
  ['a platform that is not', [condition('OR', one('PLATFORM', 'linux', 'false'))], 'conditions.0.operands.0.rhs'],
  ['a SCIM attribute of no IdP', [condition('OR', one('SCIM', 'title', 'x'))], 'conditions.0.operands.0.idpId'],
  ['an application by its name', [condition('OR', one('APP', 'name', 'Wiki'))], 'conditions.0.operands.0.lhs'],
])('%s is refused where it stands', (_what, conditions, field) => {
  expect(() => conditionsIn(conditions, undefined)).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ status: 400, params: [field] }) }),
  )
})
