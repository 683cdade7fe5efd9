import { compilePolicies } from '#lib/policy/compile.ts'
import { decide } from '#lib/policy/decide.ts'
import type { PolicyRequest, PolicySet, Subject } from '#lib/policy/policy-set.ts'
import { noCriteria, type Criteria, type Item, type Rule } from '#lib/policy/rule.ts'
import { decideNaively } from '#lib/policy/testing-oracle.ts'
import { compared, median, report, type Row } from './report.ts'

// Deciding access, beside walking the rule objects. `npm run bench policy [milliseconds] [rounds]`.

const [milliseconds = '300', rounds = '7'] = process.argv.slice(2)
const RULES = 2_000
const GROUPS = 1_000

const request: PolicyRequest = {
  destination: { host: 'app-7.example.com', port: 443, protocol: 'tcp' },
  clientType: 'browser',
  platform: 'mac',
  countryCode: 'DE',
  address: '10.1.2.3',
}

/** In 1,000 groups, of which rules name none but the last. */
const newSubject = (): Subject => ({
  idpId: '1',
  userName: 'dana@example.com',
  provisioned: 'active',
  block: null,
  scim: new Map([['department', ['engineering']]]),
  groups: new Set(Array.from({ length: GROUPS }, (_, index) => `held-${index}`)),
  saml: new Map([['team', ['blue']]]),
  authenticatedAt: new Date(),
})

const group = (groupId: string): Item => ({ kind: 'scim-group', groupId })
const rule = (id: string, items: readonly Item[], rest: Partial<Criteria> = {}): Rule => ({
  id,
  name: id,
  isEnabled: true,
  isDefault: false,
  outcome: { policy: 'access', action: 'allow', message: '' },
  criteria: { ...noCriteria, identity: { join: 'or', idps: [{ idpId: '1', join: 'or', items }] }, ...rest },
})

/** `count` rules, of which the last is the one that matches. `kind`: what the others are passed by for. */
function policySet(count: number, kind: 'applications' | 'groups' | 'environment'): PolicySet {
  const others = Array.from({ length: count - 1 }, (_, index) => {
    const items = [group(`other-${index}`), group(`other-${index + 1}`), group(`other-${index + 2}`)]
    if (kind === 'groups') return rule(`rule-${index}`, items)
    if (kind === 'applications') return rule(`rule-${index}`, items, { applicationIds: [`app-${8 + (index % 400)}`] })
    return rule(`rule-${index}`, [group('held-3')], { platforms: ['windows'], countryCodes: ['DE', 'FR'] })
  })
  const applications = Array.from({ length: 500 }, (_, index) => ({
    id: `app-${index}`,
    name: `App ${index}`,
    isEnabled: true,
    domains: [`app-${index}.example.com`],
    ports: [{ protocol: 'tcp' as const, from: 443, to: 443 }],
    segmentGroupId: null,
  }))
  const named = new Set(others.flatMap(({ criteria }) => criteria.identity.idps.flatMap(({ items }) => items)))
  const idp = { id: '1', name: 'Okta', isEnabled: true, usesSaml: true, isScimSynced: true, usesScim: true }
  return {
    rules: { access: [...others, rule('the-one', [group('held-7')])], forwarding: [], timeout: [] },
    applications,
    segmentGroups: [],
    idps: [{ ...idp, scimSince: null }],
    samlAttributes: [],
    groups: [
      { id: 'held-7', idpId: '1', name: 'Seven' },
      { id: 'held-3', idpId: '1', name: 'Three' },
      ...[...named].flatMap((item) => (item.kind === 'scim-group' ? [{ id: item.groupId, idpId: '1', name: '' }] : [])),
    ],
    locations: [],
  }
}

const known = newSubject()
const fast = (set: PolicySet) => {
  const compiled = compilePolicies(set)
  return () => decide(compiled, 'access', known, request).rule?.id
}
/** Each time somebody whom nothing has been decided about. */
const fastForStranger = (set: PolicySet) => {
  const compiled = compilePolicies(set)
  return () => decide(compiled, 'access', { ...known }, request).rule?.id
}
const naive = (set: PolicySet) => () => decideNaively(set, 'access', known, request).by

const rows: Row[] = [
  ...(['applications', 'groups', 'environment'] as const).flatMap((kind) => {
    const set = policySet(RULES, kind)
    const [walked, known, stranger] = rates([naive(set), fast(set), fastForStranger(set)])
    const what = `decisions /s, 2,000 rules that differ in ${kind}: walked,`
    return [
      compared(`${what} Rollcall`, [walked, known], { atLeast: 20 }),
      compared(`${what} Rollcall, a user's first`, [walked, stranger]),
    ]
  }),
  ...(['applications', 'groups', 'environment'] as const).map((kind) => {
    const [ten, all] = rates([fast(policySet(10, kind)), fast(policySet(RULES, kind))])
    return compared(`µs a decision by the last rule, differing in ${kind}: of 10, of 2,000`, [1e6 / ten, 1e6 / all], {
      atMost: 1.2,
    })
  }),
]
report(
  'policy',
  `One core, a user in 1,000 groups, the matching rule the last one; medians of ${rounds} rounds of ${milliseconds} ms, in turns.`,
  rows,
)

/** How often each runs a second, all in turns. Each has to come to the same decision. */
function rates<const T extends readonly (() => string | undefined)[]>(subjects: T): { [K in keyof T]: number } {
  const measured = subjects.map((): number[] => [])
  for (const decideOnce of subjects) {
    if (decideOnce() !== 'the-one') throw new Error(`Decided by ${decideOnce()}`)
    rate(decideOnce, Number(milliseconds) / 3)
  }
  for (let round = 0; round < Number(rounds); round += 1) {
    for (const [at, decideOnce] of subjects.entries()) measured[at]?.push(rate(decideOnce, Number(milliseconds)))
  }
  return measured.map(median) as { [K in keyof T]: number }
}

function rate(decideOnce: () => string | undefined, ms: number): number {
  const startedAt = performance.now()
  let count = 0
  let took = 0
  while (took < ms) {
    for (let times = 0; times < 10; times += 1) decideOnce()
    count += 10
    took = performance.now() - startedAt
  }
  return (count / took) * 1_000
}
