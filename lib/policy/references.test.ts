import { expect, test } from 'vitest'
import { danglingOf, referencesOf, scimValueKey } from './references.ts'
import { noCriteria, type Criteria } from './rule.ts'
import { allow, engineering, identity, okta, oktaIdp, policySet, rule, sales, team } from './testing-set.ts'

const told = (criteria: Partial<Criteria>, changes: Parameters<typeof policySet>[1] = {}, unseen?: Set<string>) =>
  danglingOf(rule(allow, criteria), policySet([], changes), unseen).map(({ kind, state }) => `${kind} ${state}`)

test('a rule names each thing once', () => {
  const criteria = { ...noCriteria, applicationIds: ['wiki', 'wiki'], ...identity([okta([sales, sales, team])]) }
  expect(referencesOf(criteria)).toEqual([
    { kind: 'application', id: 'wiki' },
    { kind: 'idp', id: 'okta' },
    { kind: 'scim-group', id: 'g-sales' },
    { kind: 'saml-attribute', id: 'a-team' },
  ])
})

test('where everything is there and on, nothing is told', () => {
  const criteria = { applicationIds: ['wiki'], segmentGroupIds: ['intranet'], locationIds: ['office'] }
  expect(told({ ...criteria, ...identity([okta([sales, engineering, team])]) })).toEqual([])
})

test.each<[string, Partial<Criteria>, Parameters<typeof policySet>[1], string[]]>([
  ['an application', { applicationIds: ['gone'] }, {}, ['application gone']],
  ['a segment group', { segmentGroupIds: ['gone'] }, {}, ['segment-group gone']],
  ['a location', { locationIds: ['gone'] }, {}, ['location gone']],
  ['a group, named twice', identity([okta([sales, sales])]), { groups: [] }, ['scim-group gone']],
  ['a SAML attribute', identity([okta([team])]), { samlAttributes: [] }, ['saml-attribute gone']],
  ['an IdP, with what it had', identity([okta([sales, team])]), { idps: [], groups: [] }, ['idp gone']],
])('%s that is gone is told', (_, criteria, changes, expected) => expect(told(criteria, changes)).toEqual(expected))

const [wiki, all] = policySet([]).applications

test.each<[string, Partial<Criteria>, Parameters<typeof policySet>[1], string[]]>([
  ['an IdP', identity([okta([sales])]), { idps: [{ ...oktaIdp, isEnabled: false }] }, ['idp off']],
  ['SCIM criteria', identity([okta([sales])]), { idps: [{ ...oktaIdp, usesScim: false }] }, ['idp off']],
  ['SAML criteria', identity([okta([team])]), { idps: [{ ...oktaIdp, usesSaml: false }] }, ['idp off']],
  [
    'an application',
    { applicationIds: ['wiki'] },
    { applications: [{ ...wiki!, isEnabled: false }] },
    ['application off'],
  ],
  [
    'a segment group',
    { segmentGroupIds: ['intranet'] },
    { segmentGroups: [{ id: 'intranet', name: 'Intranet', isEnabled: false }] },
    ['segment-group off'],
  ],
])('%s that is off is told', (_, criteria, changes, expected) => expect(told(criteria, changes)).toEqual(expected))

test('a segment group without segments is told', () => {
  expect(told({ segmentGroupIds: ['intranet'] }, { applications: [all!] })).toEqual(['segment-group empty'])
})

test('what belongs to another IdP is gone for this one', () => {
  const elsewhere = { groups: [{ id: 'g-sales', idpId: 'entra', name: 'Sales' }] }
  expect(told(identity([okta([sales])]), elsewhere)).toEqual(['scim-group gone'])
})

test('a value that nobody has is told, whatever its case, with what to do', () => {
  const unseen = new Set([scimValueKey('okta', { attribute: 'department', value: 'ENGINEERING' })])
  const [dangling] = danglingOf(rule(allow, identity([okta([engineering, sales])])), policySet([]), unseen)
  expect(dangling).toMatchObject({
    kind: 'scim-value',
    id: 'okta',
    state: 'unseen',
    text: 'No user of Okta was found to have “Engineering” as Department.',
    remedy: 'Choose a value that was observed, unless users with this one are still to come.',
  })
})
