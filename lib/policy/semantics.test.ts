import { describe, expect, test } from 'vitest'
import { compilePolicies } from './compile.ts'
import { decide } from './decide.ts'
import type { PolicyRequest, PolicySet, Subject } from './policy-set.ts'
import { noCriteria, type Rule } from './rule.ts'
import {
  allow,
  block,
  dana,
  engineering,
  identity,
  okta,
  oktaIdp,
  policySet,
  rule,
  sales,
  team,
  toWiki,
} from './testing-set.ts'

type Changes = { set?: Partial<PolicySet>; subject?: Partial<Subject>; request?: Partial<PolicyRequest> }

const access = (rules: readonly Rule[], { set, subject, request }: Changes = {}) =>
  decide(compilePolicies(policySet(rules, set)), 'access', { ...dana, ...subject }, { ...toWiki, ...request })

const action = (rules: readonly Rule[], changes?: Changes) => {
  const { outcome } = access(rules, changes)
  return outcome.policy === 'access' ? outcome.action : outcome.policy
}

describe('the order of rules', () => {
  test('the first that matches decides', () => {
    const [first, second] = [rule(block), rule(allow)]
    expect(access([first, second])).toMatchObject({ rule: first, reason: 'rule' })
    expect(access([{ ...first, isEnabled: false }, second]).rule).toBe(second)
  })
  test('nothing allows where no rule does', () =>
    expect(access([rule(allow, { platforms: ['windows'] })])).toMatchObject({ reason: 'default', rule: undefined }))
  test('a default rule decides wherever it stands', () => {
    const outcome = { policy: 'forwarding', action: 'bypass' } as const
    const standard = { id: 'd', name: 'Default', isEnabled: true, isDefault: true, outcome, criteria: noCriteria }
    const own = rule({ policy: 'forwarding', action: 'forward' }, { platforms: ['mac'] })
    const compiled = compilePolicies({
      ...policySet([]),
      rules: { access: [], forwarding: [standard, own], timeout: [] },
    })
    expect(decide(compiled, 'forwarding', dana, toWiki).rule).toBe(own)
    expect(decide(compiled, 'forwarding', dana, { ...toWiki, platform: 'ios' }).outcome).toEqual(outcome)
    expect(decide(compiled, 'timeout', dana, toWiki).outcome).toMatchObject({ authenticationSeconds: 604_800 })
  })
})

describe('the most specific segment', () => {
  const wide = rule(allow, { applicationIds: ['all'] })
  test('comes before the order of rules', () => {
    const narrow = rule(block, { applicationIds: ['wiki'] })
    expect(access([wide, narrow])).toMatchObject({ rule: narrow, application: { id: 'wiki' } })
    const elsewhere = { destination: { host: 'Mail.Example.com.', port: 443, protocol: 'tcp' as const } }
    expect(access([wide, narrow], { request: elsewhere }).rule).toBe(wide)
  })
  test('has the port, or nobody has it', () => {
    const anyPort = [{ protocol: 'tcp' as const, from: 1, to: 65_535 }]
    const applications = policySet([]).applications.map((each) =>
      each.id === 'all' ? { ...each, ports: anyPort } : each,
    )
    const destination = { host: 'wiki.example.com', port: 22, protocol: 'tcp' as const }
    expect(access([wide], { set: { applications }, request: { destination } }).reason).toBe('no-application')
  })
  test('is found in its group, unless that is disabled', () => {
    const rules = [rule(allow, { segmentGroupIds: ['intranet'] })]
    expect(action(rules)).toBe('allow')
    expect(action(rules, { set: { segmentGroups: [{ id: 'intranet', name: 'I', isEnabled: false }] } })).toBe('block')
  })
  test('of others is none', () => {
    const destination = { host: 'example.org', port: 443, protocol: 'tcp' as const }
    expect(access([rule(allow)], { request: { destination } }).reason).toBe('no-application')
  })
})

describe('attributes that are not in use for policies', () => {
  const withoutScim = { set: { idps: [{ ...oktaIdp, usesScim: false }] } }
  const withoutSaml = { set: { idps: [{ ...oktaIdp, usesSaml: false }] } }
  test('joined by OR are skipped, and the others decide', () => {
    const rules = [rule(allow, identity([okta([sales, team])]))]
    expect(action(rules, withoutScim)).toBe('allow')
    expect(action(rules, { ...withoutScim, subject: { saml: new Map() } })).toBe('block')
    expect(action(rules, { ...withoutSaml, subject: { saml: new Map() } })).toBe('allow')
  })
  test('joined by AND take the whole rule away, a rule that blocks too', () => {
    expect(action([rule(allow, identity([okta([sales, team], 'and')]))])).toBe('allow')
    expect(action([rule(allow, identity([okta([sales, team], 'and')]))], withoutScim)).toBe('block')
    expect(action([rule(block, identity([okta([sales, team], 'and')])), rule(allow)], withoutScim)).toBe('allow')
  })
  test('of an IdP that is joined by AND with another do, too', () => {
    const entra = { idpId: 'entra', join: 'or' as const, items: [{ kind: 'any-saml' as const }] }
    const rules = [rule(block, identity([okta([sales]), entra], 'and')), rule(allow)]
    expect(action(rules, withoutScim)).toBe('allow')
  })
  test('never match when nothing is left', () =>
    expect(action([rule(allow, identity([okta([sales])]))], withoutScim)).toBe('block'))
})

describe('the reauthentication gate', () => {
  const gated = { set: { idps: [{ ...oktaIdp, scimSince: new Date('2026-11-21T00:00:00Z') }] } }
  const again = { authenticatedAt: new Date('2026-11-21T09:00:00Z') }
  test('holds SCIM criteria back until the user has signed in again', () => {
    const rules = [rule(allow, identity([okta([sales])]))]
    expect(action(rules, gated)).toBe('block')
    expect(action(rules, { ...gated, subject: again })).toBe('allow')
    expect(action(rules, { ...gated, subject: { authenticatedAt: null } })).toBe('block')
  })
  test('leaves SAML criteria alone', () =>
    expect(action([rule(allow, identity([okta([sales, team])]))], gated)).toBe('allow'))
})

describe('what is not known', () => {
  const noCountry = { request: { countryCode: undefined } }
  test('never allows', () => {
    expect(action([rule(allow, { countryCodes: ['DE'] })], noCountry)).toBe('block')
    expect(action([rule(allow, identity([okta([team])]))], { subject: { saml: undefined } })).toBe('block')
  })
  test('does not let anybody past a rule that blocks', () => {
    const rules = [rule(block, { countryCodes: ['KP'] }), rule(allow)]
    expect(action(rules)).toBe('allow')
    expect(access(rules, noCountry)).toMatchObject({ reason: 'unknown', rule: rules[0] })
  })
  test('does not matter where something else settles it', () => {
    const rules = [rule(block, { countryCodes: ['KP'], platforms: ['windows'] }), rule(allow)]
    expect(action(rules, noCountry)).toBe('allow')
    expect(action([rule(allow, identity([okta([team, sales])]))], { subject: { saml: undefined } })).toBe('allow')
  })
})

describe('what is gone', () => {
  test.each([
    ['an application', { applicationIds: ['gone'] }],
    ['a segment group', { segmentGroupIds: ['gone'] }],
    ['a group that the user had', identity([okta([{ kind: 'scim-group', groupId: 'g-gone' }])])],
    ['a SAML attribute', identity([okta([{ kind: 'saml', attributeId: 'gone', value: 'blue' }])])],
    ['an IdP', identity([{ idpId: 'gone', join: 'or', items: [{ kind: 'any-saml' }] }])],
    ['a location', { locationIds: ['gone'] }],
  ])('%s never matches', (_, criteria) =>
    expect(action([rule(allow, criteria)], { subject: { groups: new Set(['g-gone']) } })).toBe('block'),
  )
})

describe('who is kept out whatever the rules say', () => {
  test.each([
    ['whom SCIM has not brought', { provisioned: 'absent' }, 'absent'],
    ['whom SCIM has inactive', { provisioned: 'inactive' }, 'inactive'],
    ['whom an administrator blocks', { block: { reason: 'Laptop lost', by: 'kim' } }, 'blocked'],
    ['whose IdP is gone', { idpId: 'gone' }, 'idp'],
  ] as const)('%s', (_, subject, reason) => expect(access([rule(allow)], { subject })).toMatchObject({ reason }))
  test('whose IdP is disabled', () =>
    expect(access([rule(allow)], { set: { idps: [{ ...oktaIdp, isEnabled: false }] } }).reason).toBe('idp'))
  test('nobody is absent from an IdP without SCIM Sync', () => {
    const set = { idps: [{ ...oktaIdp, isScimSynced: false, usesScim: false }] }
    expect(action([rule(allow)], { set, subject: { provisioned: 'absent' } })).toBe('allow')
  })
})

test('values of SCIM are compared without case, those of SAML exactly', () => {
  expect(action([rule(allow, identity([okta([{ ...engineering, value: 'ENGINEERING' }])]))])).toBe('allow')
  expect(action([rule(allow, identity([okta([{ kind: 'saml', attributeId: 'a-team', value: 'Blue' }])]))])).toBe(
    'block',
  )
})
