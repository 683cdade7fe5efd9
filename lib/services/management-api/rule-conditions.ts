import type { PolicySet } from '#lib/policy/policy-set.ts'
import {
  clientTypes,
  noCriteria,
  platforms,
  type ClientType,
  type Criteria,
  type CriterionKind,
  type Platform,
} from '#lib/policy/rule.ts'
import { identityIn, showIdentity } from './rule-identity.ts'
import { byId, objectTypes, wrong, type ConditionJson, type Located, type OperandJson } from './rule-operands.ts'

type Operator = 'AND' | 'OR'
type Shown = { conditions: ConditionJson[]; idpOperator?: Operator }

/** Criteria as conditions: one of each kind, and those of identity as rule-identity.ts has them. */
export function showConditions(criteria: Criteria, surroundings: Omit<PolicySet, 'rules'>): Shown {
  const named = (list: readonly { id: string; name: string }[]) => {
    const names = new Map(list.map(({ id, name }) => [id, name]))
    return (objectType: OperandJson['objectType']) => (id: string) =>
      withName({ objectType, lhs: 'id', rhs: id }, names.get(id))
  }
  const { conditions, idpOperator } = showIdentity(criteria.identity, surroundings)
  const kinds: OperandJson[][] = [
    [
      ...criteria.applicationIds.map(named(surroundings.applications)('APP')),
      ...criteria.segmentGroupIds.map(named(surroundings.segmentGroups)('APP_GROUP')),
    ],
    criteria.trustedNetworks.map((lhs) => ({ objectType: 'TRUSTED_NETWORK', lhs, rhs: 'true' })),
    criteria.locationIds.map(named(surroundings.locations)('LOCATION')),
    criteria.clientTypes.map((rhs) => ({ objectType: 'CLIENT_TYPE', lhs: 'id', rhs })),
    criteria.platforms.map((lhs) => ({ objectType: 'PLATFORM', lhs, rhs: 'true' })),
    criteria.countryCodes.map((lhs) => ({ objectType: 'COUNTRY_CODE', lhs, rhs: 'true' })),
  ]
  const others = kinds
    .filter((operands) => operands.length > 0)
    .map((operands): ConditionJson => ({ operator: 'OR', negated: false, operands }))
  return { conditions: [...others, ...conditions], ...(idpOperator ? { idpOperator } : {}) }
}

const withName = (operand: OperandJson, name: string | undefined): OperandJson =>
  name === undefined ? operand : { ...operand, name }

/** Conditions as criteria. Throws 400 at the condition or operand that has no counterpart. */
export function conditionsIn(conditions: readonly ConditionJson[], idpOperator: Operator | undefined): Criteria {
  const found = new Map<CriterionKind, { condition: ConditionJson; at: number }[]>()
  for (const [at, condition] of conditions.entries()) {
    const kind = kindOf(condition, at)
    found.set(kind, [...(found.get(kind) ?? []), { condition, at }])
  }
  const operandsOf = (kind: Exclude<CriterionKind, 'identity'>): readonly Located[] => {
    const [first, second] = found.get(kind) ?? []
    if (second)
      throw wrong(`conditions.${second.at}`, 'a condition of this kind stands before it; put the operands together.')
    if (!first) return []
    const { condition, at } = first
    if (condition.operator === 'AND' && condition.operands.length > 1) {
      throw wrong(`conditions.${at}.operator`, 'operands of this kind are joined by OR.')
    }
    return condition.operands.map((operand, index) => ({ operand, at: `conditions.${at}.operands.${index}` }))
  }
  const applications = operandsOf('applications')
  const ids = (list: readonly Located[], type: OperandJson['objectType']) =>
    list.filter(({ operand }) => operand.objectType === type).map(byId)
  return {
    ...noCriteria,
    applicationIds: ids(applications, 'APP'),
    segmentGroupIds: ids(applications, 'APP_GROUP'),
    identity: identityIn(found.get('identity') ?? [], idpOperator),
    trustedNetworks: operandsOf('trusted-networks').map(isTrue),
    locationIds: operandsOf('locations').map(byId),
    clientTypes: operandsOf('client-types').map((each) => oneOf<ClientType>(clientTypes, byId(each), `${each.at}.rhs`)),
    platforms: operandsOf('platforms').map((each) => oneOf<Platform>(platforms, isTrue(each), `${each.at}.lhs`)),
    countryCodes: operandsOf('country-codes').map(isTrue),
  }
}

function kindOf({ operands }: ConditionJson, at: number): CriterionKind {
  const [first] = operands
  const kind = first ? objectTypes[first.objectType] : 'applications'
  const other = operands.findIndex(({ objectType }) => objectTypes[objectType] !== kind)
  if (other < 0) return kind
  throw wrong(
    `conditions.${at}.operands.${other}.objectType`,
    'a condition is about things of one kind; make another for these.',
  )
}

function isTrue({ operand, at }: Located): string {
  if (operand.rhs === 'true') return operand.lhs
  throw wrong(`${at}.rhs`, '`true` is accepted here.')
}

function oneOf<T extends string>(known: Readonly<Record<T, string>>, value: string, at: string): T {
  if (Object.hasOwn(known, value)) return value as T
  throw wrong(at, `${Object.keys(known).join(', ')} are accepted.`)
}
