import type { PolicyRequest, PolicySet, Subject } from './policy-set.ts'
import { noCriteria, type Criteria, type IdpCriteria, type Item, type Outcome, type Rule } from './rule.ts'

// A small installation that examples are told in.

export const sales = { kind: 'scim-group', groupId: 'g-sales' } as const
export const engineering = { kind: 'scim', attribute: 'department', value: 'Engineering' } as const
export const team = { kind: 'saml', attributeId: 'a-team', value: 'blue' } as const

export const okta = (items: readonly Item[], join: 'or' | 'and' = 'or'): IdpCriteria => ({ idpId: 'okta', join, items })
export const identity = (idps: readonly IdpCriteria[], join: 'or' | 'and' = 'or'): Partial<Criteria> => ({
  identity: { join, idps },
})

export const allow = { policy: 'access', action: 'allow', message: '' } as const
export const block = { policy: 'access', action: 'block', message: 'Ask IT.' } as const

let made = 0
export const rule = (outcome: Outcome, criteria: Partial<Criteria> = {}, rest: Partial<Rule> = {}): Rule => ({
  id: `rule-${(made += 1)}`,
  name: `Rule ${made}`,
  isEnabled: true,
  isDefault: false,
  outcome,
  criteria: { ...noCriteria, ...criteria },
  ...rest,
})

const https = [{ protocol: 'tcp' as const, from: 443, to: 443 }]
const application = (id: string, name: string, domains: string[], segmentGroupId: string | null = null) => ({
  id,
  name,
  isEnabled: true,
  domains,
  ports: https,
  segmentGroupId,
})

export const policySet = (access: readonly Rule[], changes: Partial<PolicySet> = {}): PolicySet => ({
  rules: { access, forwarding: [], timeout: [] },
  applications: [
    application('wiki', 'Wiki', ['wiki.example.com'], 'intranet'),
    application('all', 'Everything', ['*.example.com']),
  ],
  segmentGroups: [{ id: 'intranet', name: 'Intranet', isEnabled: true }],
  idps: [oktaIdp],
  samlAttributes: [{ id: 'a-team', idpId: 'okta', name: 'Team', attribute: 'team' }],
  groups: [{ id: 'g-sales', idpId: 'okta', name: 'Sales' }],
  locations: [{ id: 'office', name: 'Office', parentId: null, ranges: ['192.0.2.0/24'] }],
  ...changes,
})

export const oktaIdp = {
  id: 'okta',
  name: 'Okta',
  isEnabled: true,
  usesSaml: true,
  isScimSynced: true,
  usesScim: true,
  scimSince: null as Date | null,
}

export const dana: Subject = {
  idpId: 'okta',
  userName: 'dana@example.com',
  provisioned: 'active',
  block: null,
  scim: new Map([['department', ['engineering']]]),
  groups: new Set(['g-sales']),
  saml: new Map([['team', ['blue']]]),
  authenticatedAt: new Date('2026-11-20T08:00:00Z'),
}

export const toWiki: PolicyRequest = {
  destination: { host: 'wiki.example.com', port: 443, protocol: 'tcp' },
  clientType: 'browser',
  platform: 'mac',
  countryCode: 'DE',
  address: '192.0.2.7',
}
