import fc from 'fast-check'
import type { PolicyRequest, PolicySet, Subject } from './policy-set.ts'
import type { Criteria, IdpCriteria, Item, Outcome, Policy, Rule } from './rule.ts'

// Small worlds in which rules and users meet often. Ids that are named but not there (the last of each list) are part of it.

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const few = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 2) =>
  fc.oneof(fc.constant<T[]>([]), fc.array(arbitrary, { maxLength }))

const idpId = pick('okta', 'entra', 'gone')
const applicationId = pick('wiki', 'mail', 'all', 'gone')
const groupId = pick('g1', 'g2', 'g3', 'gone')
const attribute = pick('department', 'title')
const value = pick('Sales', 'ENG', 'ops')
const host = pick('wiki.example.com', 'mail.example.com', 'a.b.example.com', 'example.org', 'example.com')
const address = pick('10.1.2.3', '10.9.0.1', '192.0.2.7', '2001:db8::5')
const range = pick('10.0.0.0/8', '10.1.0.0/16', '192.0.2.7/32', '2001:db8::/32')

const item: fc.Arbitrary<Item> = fc.oneof(
  fc.record({ kind: fc.constant('any-saml' as const) }),
  fc.record({ kind: fc.constant('saml' as const), attributeId: pick('s1', 's2', 'gone'), value }),
  fc.record({ kind: fc.constant('scim' as const), attribute, value }),
  fc.record({ kind: fc.constant('scim-group' as const), groupId }),
)
const idpCriteria: fc.Arbitrary<IdpCriteria> = fc.record({
  idpId,
  join: pick('or', 'and'),
  items: fc.array(item, { maxLength: 3 }),
})

const criteria: fc.Arbitrary<Criteria> = fc.record({
  applicationIds: few(applicationId),
  segmentGroupIds: few(pick('intranet', 'off', 'gone'), 1),
  identity: fc.record({ join: pick('or', 'and'), idps: few(idpCriteria) }),
  trustedNetworks: few(range),
  locationIds: few(pick('office', 'gone')),
  clientTypes: few(pick('client', 'browser')),
  platforms: few(pick('windows', 'mac')),
  countryCodes: few(pick('DE', 'US')),
})

const outcomes: { [P in Policy]: fc.Arbitrary<Outcome> } = {
  access: fc.record({ policy: fc.constant('access'), action: pick('allow', 'block'), message: fc.constant('') }),
  forwarding: fc.record({ policy: fc.constant('forwarding'), action: pick('bypass', 'forward') }),
  timeout: fc.record({
    policy: fc.constant('timeout'),
    authenticationSeconds: pick(null, 3_600),
    idleSeconds: fc.constant(null),
    message: fc.constant(''),
  }),
}

const rules = (policy: Policy): fc.Arbitrary<Rule[]> =>
  fc
    .array(
      fc.record({
        isEnabled: fc.oneof({ arbitrary: fc.constant(true), weight: 9 }, fc.constant(false)),
        isDefault: fc.constant(false),
        outcome: outcomes[policy],
        criteria,
      }),
      { maxLength: 80 },
    )
    .map((all) => all.map((rule, index) => ({ ...rule, id: `${policy}-${index}`, name: `Rule ${index}` })))

const port = pick({ protocol: 'tcp' as const, from: 443, to: 443 }, { protocol: 'tcp' as const, from: 1, to: 65_535 })
const domains = fc.array(pick('wiki.example.com', '*.example.com', '*.b.example.com', '*', 'example.com'), {
  maxLength: 2,
})
const application = (id: string, segmentGroupId: string | null) =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    isEnabled: fc.oneof({ arbitrary: fc.constant(true), weight: 9 }, fc.constant(false)),
    domains,
    ports: fc.array(port, { minLength: 1, maxLength: 2 }),
    segmentGroupId: fc.constant(segmentGroupId),
  })

const moment = pick(new Date(1_000), new Date(2_000), new Date(3_000))
const often = fc.oneof({ arbitrary: fc.constant(true), weight: 5 }, fc.constant(false))
const idp = (id: string) =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    isEnabled: often,
    usesSaml: often,
    isScimSynced: fc.boolean(),
    usesScim: often,
    scimSince: fc.option(moment),
  })

export const worlds: fc.Arbitrary<PolicySet> = fc.record({
  rules: fc.record({ access: rules('access'), forwarding: rules('forwarding'), timeout: rules('timeout') }),
  applications: fc.tuple(application('wiki', 'intranet'), application('mail', 'off'), application('all', null)),
  segmentGroups: fc.constant([
    { id: 'intranet', name: 'Intranet', isEnabled: true },
    { id: 'off', name: 'Off', isEnabled: false },
  ]),
  idps: fc.tuple(idp('okta'), idp('entra')),
  samlAttributes: fc.constant([
    { id: 's1', idpId: 'okta', name: 'Team', attribute: 'team' },
    { id: 's2', idpId: 'entra', name: 'Team', attribute: 'team' },
  ]),
  groups: fc.constant([
    { id: 'g1', idpId: 'okta', name: 'One' },
    { id: 'g2', idpId: 'okta', name: 'Two' },
    { id: 'g3', idpId: 'entra', name: 'Three' },
  ]),
  locations: fc.constant([{ id: 'office', name: 'Office', parentId: null, ranges: ['10.1.0.0/16'] }]),
})

const values = fc.array(pick('sales', 'eng', 'ops'), { maxLength: 2 })
export const subjects: fc.Arbitrary<Subject> = fc.record({
  idpId: pick('okta', 'okta', 'entra', 'gone'),
  userName: fc.constant('dana@example.com'),
  provisioned: pick('active', 'active', 'active', 'inactive', 'absent'),
  block: fc.oneof(
    { arbitrary: fc.constant(null), weight: 9 },
    fc.constant({ reason: 'Laptop lost', by: 'owner@example.com' }),
  ),
  scim: fc.record({ department: values, title: values }).map((all) => new Map(Object.entries(all))),
  groups: fc.array(groupId, { maxLength: 3 }).map((ids) => new Set(ids)),
  saml: fc.option(
    fc.array(value, { maxLength: 2 }).map((team) => new Map([['team', team]])),
    { nil: undefined },
  ),
  authenticatedAt: fc.option(moment),
})

const known = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 4 })
export const requests: fc.Arbitrary<PolicyRequest> = fc.record({
  destination: fc.oneof(
    fc.record({ applicationId }),
    fc.record({ host, port: pick(443, 22), protocol: pick('tcp' as const, 'udp' as const) }),
  ),
  clientType: known(pick('client' as const, 'browser' as const, 'machine' as const)),
  platform: known(pick('windows' as const, 'mac' as const, 'linux' as const)),
  countryCode: known(pick('DE', 'US', 'FR')),
  address: known(address),
})
