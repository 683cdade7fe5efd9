import {
  criteriaOf,
  kindsUsed,
  noCriteria,
  type Criteria,
  type CriterionKind,
  type IdpCriteria,
  type Item,
  type Outcome,
  type Policy,
} from '#lib/policy/rule.ts'
import type { RuleEntry } from '#lib/services/policy/index.ts'

export const criterionTitles: Readonly<Record<CriterionKind, string>> = {
  applications: 'Applications',
  identity: 'SAML and SCIM Attributes',
  'trusted-networks': 'Trusted Networks',
  locations: 'Locations',
  'client-types': 'Client Types',
  platforms: 'Platforms',
  'country-codes': 'Country Codes',
}

const outcomes: Readonly<Record<Policy, Outcome>> = {
  access: { policy: 'access', action: 'allow', message: '' },
  forwarding: { policy: 'forwarding', action: 'forward' },
  timeout: { policy: 'timeout', message: '', authenticationSeconds: 7 * 86_400, idleSeconds: null },
}

/** What *Add* starts with. */
export const newRule = (policy: Policy): RuleEntry => ({
  name: '',
  description: '',
  isEnabled: true,
  outcome: outcomes[policy],
  criteria: noCriteria,
})

/** What is sent of what was typed: no empty lines, and no message with a rule that allows. */
export const tidied = (entry: RuleEntry): RuleEntry => {
  const { outcome, criteria } = entry
  return {
    ...entry,
    outcome: outcome.policy === 'access' && outcome.action === 'allow' ? { ...outcome, message: '' } : outcome,
    criteria: {
      ...criteria,
      trustedNetworks: criteria.trustedNetworks.map((line) => line.trim()).filter((line) => line !== ''),
    },
  }
}

/** The kinds that the form shows: those used, and those added since. */
export const shownKinds = (policy: Policy, criteria: Criteria, added: readonly CriterionKind[]): CriterionKind[] => {
  const used = kindsUsed(criteria)
  return criteriaOf.access.filter(
    (kind) => used.includes(kind) || (added.includes(kind) && criteriaOf[policy].includes(kind)),
  )
}

/** Criteria without those of a kind. */
export const withoutKind = (criteria: Criteria, kind: CriterionKind): Criteria => {
  const empty: Record<CriterionKind, Partial<Criteria>> = {
    applications: { applicationIds: [], segmentGroupIds: [] },
    identity: { identity: noCriteria.identity },
    'trusted-networks': { trustedNetworks: [] },
    locations: { locationIds: [] },
    'client-types': { clientTypes: [] },
    platforms: { platforms: [] },
    'country-codes': { countryCodes: [] },
  }
  return { ...criteria, ...empty[kind] }
}

/** Kinds that were added and say nothing: sent as they are, the rule would apply more widely than it seems to. */
export const emptyKinds = (entry: RuleEntry, shown: readonly CriterionKind[]): CriterionKind[] => {
  const used = kindsUsed(tidied(entry).criteria)
  return shown.filter((kind) => !used.includes(kind))
}

/** What an item still lacks. */
export const itemLack = (item: Item): string | undefined => {
  if (item.kind === 'scim-group') return item.groupId === '' ? 'Choose a group from those that are found.' : undefined
  if (item.kind === 'any-saml') return undefined
  const attribute = item.kind === 'saml' ? item.attributeId : item.attribute
  if (attribute === '') return 'Choose an attribute.'
  return item.value.trim() === '' ? 'Enter the value to compare with.' : undefined
}

/** Whether something of the IdPs' criteria is unfinished: an IdP without any, an item that lacks something. */
export const isIdentityUnfinished = ({ idps }: Criteria['identity']): boolean =>
  idps.some(({ items }) => items.length === 0 || items.some((item) => itemLack(item) !== undefined))

/** An item as it is added; SAML begins with *Any SAML attribute*. */
export const newItem = (kind: Item['kind']): Item => {
  if (kind === 'scim-group') return { kind, groupId: '' }
  if (kind === 'scim') return { kind, attribute: '', value: '' }
  return kind === 'saml' ? { kind, attributeId: '', value: '' } : { kind }
}

/** A list with one of it replaced, or left out. */
export const replacedAt = <Each>(list: readonly Each[], at: number, by: Each | undefined): Each[] =>
  list.flatMap((each, index) => (index !== at ? [each] : by === undefined ? [] : [by]))

export const newIdpCriteria = (idpId: string): IdpCriteria => ({ idpId, join: 'or', items: [] })
