import type { PolicySet } from '#lib/policy/policy-set.ts'
import type { Criteria, IdpCriteria, Item } from '#lib/policy/rule.ts'
import { byId, wrong, type ConditionJson, type Located, type OperandJson } from './rule-operands.ts'

type Identity = Criteria['identity']
type Operator = 'AND' | 'OR'

/**
 * Criteria of identity as conditions. Conditions are joined by AND, so that IdPs joined by OR share one; only where one of
 * those IdPs joins its items by AND does each have its own, and `idpOperator` says OR.
 */
export function showIdentity(
  { join, idps }: Identity,
  surroundings: Pick<PolicySet, 'idps' | 'samlAttributes' | 'groups'>,
): { conditions: ConditionJson[]; idpOperator?: 'OR' } {
  const own = idps.map(({ idpId, join, items }): ConditionJson => ({
    operator: join === 'and' ? 'AND' : 'OR',
    negated: false,
    operands: items.map((item) => operandOf(idpId, item, surroundings)),
  }))
  if (join === 'and' || own.length < 2) return { conditions: own }
  if (own.some(({ operator, operands }) => operator === 'AND' && operands.length > 1)) {
    return { conditions: own, idpOperator: 'OR' }
  }
  return { conditions: [{ operator: 'OR', negated: false, operands: own.flatMap(({ operands }) => operands) }] }
}

function operandOf(
  idpId: string,
  item: Item,
  { idps, samlAttributes, groups }: Pick<PolicySet, 'idps' | 'samlAttributes' | 'groups'>,
): OperandJson {
  const named = (list: readonly { id: string; name: string }[], id: string) => {
    const name = list.find((each) => each.id === id)?.name
    return name === undefined ? {} : { name }
  }
  switch (item.kind) {
    case 'any-saml':
      return { objectType: 'IDP', lhs: 'id', rhs: idpId, ...named(idps, idpId) }
    case 'saml':
      return {
        objectType: 'SAML',
        lhs: item.attributeId,
        rhs: item.value,
        idpId,
        ...named(samlAttributes, item.attributeId),
      }
    case 'scim':
      return { objectType: 'SCIM', lhs: item.attribute, rhs: item.value, idpId }
    case 'scim-group':
      return { objectType: 'SCIM_GROUP', lhs: idpId, rhs: item.groupId, idpId, ...named(groups, item.groupId) }
  }
}

/** Conditions of identity as criteria. Throws 400 where a join has no counterpart. */
export function identityIn(
  found: readonly { condition: ConditionJson; at: number }[],
  idpOperator: Operator | undefined,
): Identity {
  const parts = found.map(({ condition, at }) => ({ at, operator: condition.operator, idps: byIdp(condition, at) }))
  const seen = new Set<string>()
  for (const { at, idps } of parts) {
    for (const { idpId } of idps) {
      if (seen.has(idpId))
        throw wrong(`conditions.${at}`, 'another condition names this IdP; put the operands together.')
      seen.add(idpId)
    }
    if (parts.length > 1 && idps.length > 1) {
      throw wrong(
        `conditions.${at}`,
        'it names several IdPs, and so does the rule besides; give each IdP a condition, and set idpOperator.',
      )
    }
  }
  const [only] = parts
  const isShared = parts.length === 1 && only !== undefined && only.idps.length > 1
  if (isShared && idpOperator !== undefined && idpOperator !== only.operator) {
    throw wrong('idpOperator', 'one condition names several IdPs and joins them by its own operator.')
  }
  const join = isShared ? only.operator : parts.length > 1 ? (idpOperator ?? 'AND') : 'OR'
  return { join: join === 'AND' ? 'and' : 'or', idps: parts.flatMap(({ idps }) => idps) }
}

function byIdp({ operator, operands }: ConditionJson, at: number): IdpCriteria[] {
  const items = new Map<string, Item[]>()
  for (const [index, operand] of operands.entries()) {
    const { idpId, item } = itemIn({ operand, at: `conditions.${at}.operands.${index}` })
    items.set(idpId, [...(items.get(idpId) ?? []), item])
  }
  return [...items].map(([idpId, own]) => ({ idpId, join: operator === 'AND' ? 'and' : 'or', items: own }))
}

function itemIn(located: Located): { idpId: string; item: Item } {
  const { operand, at } = located
  const { objectType, lhs, rhs, idpId } = operand
  if (objectType === 'IDP') return { idpId: byId(located), item: { kind: 'any-saml' } }
  if (objectType === 'SCIM_GROUP') return { idpId: lhs, item: { kind: 'scim-group', groupId: rhs } }
  if (idpId === undefined) throw wrong(`${at}.idpId`, 'send the id of the IdP.')
  if (objectType === 'SAML') return { idpId, item: { kind: 'saml', attributeId: lhs, value: rhs } }
  return { idpId, item: { kind: 'scim', attribute: lhs, value: rhs } }
}
