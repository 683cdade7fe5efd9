import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilePolicies } from './compile.ts'
import type { AccessChange } from './access-change.ts'
import { compareForIdp } from './impact.ts'
import type { PolicyRequest, PolicySet, Subject } from './policy-set.ts'
import { clientTypes, platforms, type Rule } from './rule.ts'
import { decideNaively } from './testing-oracle.ts'
import { allow, block, dana, identity, okta, oktaIdp, policySet, rule, sales, team } from './testing-set.ts'
import { subjects, worlds } from './testing-world.ts'

/** Every combination of what rules of the generated worlds tell apart. */
const circumstances: Omit<PolicyRequest, 'destination'>[] = (['client', 'browser', 'machine', undefined] as const)
  .flatMap((clientType) =>
    (['windows', 'mac', 'linux', undefined] as const).map((platform) => ({ clientType, platform })),
  )
  .flatMap((each) => ['DE', 'US', 'FR', undefined].map((countryCode) => ({ ...each, countryCode })))
  .flatMap((each) =>
    ['10.1.2.3', '10.9.0.1', '192.0.2.7', '2001:db8::5', '198.51.100.1', undefined].map((address) => ({
      ...each,
      address,
    })),
  )

/** What changes for somebody, by deciding everything under all circumstances. */
function naiveChange(
  before: PolicySet,
  after: PolicySet,
  subject: Subject,
  applicationId: string,
): AccessChange | undefined {
  const allowed = (set: PolicySet) => {
    const allowing = new Set(set.rules.access.filter(isAllowing).map(({ id }) => id))
    return circumstances.map((each) =>
      allowing.has(decideNaively(set, 'access', subject, { ...each, destination: { applicationId } }).by),
    )
  }
  const [was, is] = [allowed(before), allowed(after)]
  if (!was.includes(true)) return is.includes(true) ? 'gained' : undefined
  if (!is.includes(true)) return 'lost'
  if (was.some((each, at) => each && !is[at])) return 'less'
  return is.some((each, at) => each && !was[at]) ? 'more' : undefined
}
const isAllowing = ({ outcome }: Rule) => outcome.policy === 'access' && outcome.action === 'allow'

/** By application, the changes for somebody. */
function impactFor(before: PolicySet, after: PolicySet, subject: Subject): Map<string, AccessChange> {
  const { classes, impactOn } = compareForIdp(compilePolicies(before), compilePolicies(after), subject.idpId)
  return new Map(
    impactOn(subject).changes.flatMap(({ at, change }) =>
      (classes[at]?.applications ?? []).map(({ id }) => [id, change] as const),
    ),
  )
}

/** A world, and what somebody may have made of it: rules taken out, added and moved, other things as they were or not. */
const drafts = worlds.chain((world) =>
  worlds.chain((other) =>
    fc
      .record({
        kept: fc.shuffledSubarray(world.rules.access.slice(0, 14)),
        isMoved: fc.boolean(),
        added: fc.subarray(other.rules.access.slice(0, 4)),
        at: fc.nat({ max: 6 }),
        idps: fc.oneof({ arbitrary: fc.constant(world.idps), weight: 3 }, fc.constant(other.idps)),
        applications: fc.oneof(
          { arbitrary: fc.constant(world.applications), weight: 3 },
          fc.constant(other.applications),
        ),
      })
      .map(({ kept, isMoved, added, at, idps, applications }) => {
        const first = world.rules.access.slice(0, 14)
        const rules = isMoved ? [...kept] : first.filter((each) => kept.includes(each))
        rules.splice(at, 0, ...added.map((each) => ({ ...each, id: `added-${each.id}` })))
        const before = { ...world, rules: { ...world.rules, access: first } }
        return [before, { ...world, idps, applications, rules: { ...world.rules, access: rules } }] as const
      }),
  ),
)

test('agrees with deciding for every user, application and circumstance, on any two sets', () => {
  const seen = new Map<AccessChange | undefined, number>()
  fc.assert(
    fc.property(drafts, fc.array(subjects, { minLength: 1, maxLength: 3 }), ([before, after], people) => {
      for (const subject of people) {
        const found = impactFor(before, after, subject)
        for (const { id } of before.applications) {
          const change = naiveChange(before, after, subject, id)
          expect(found.get(id), id).toBe(change)
          seen.set(change, (seen.get(change) ?? 0) + 1)
        }
      }
    }),
    { numRuns: 100 },
  )
  // Otherwise it would have proved nothing.
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['lost', 'less', 'gained', undefined]))
}, 120_000)

const forSales = rule(allow, identity([okta([sales])]))

test('applications that nothing about has changed are not compared', () => {
  const before = policySet([rule(allow, { ...identity([okta([sales])]), applicationIds: ['wiki'] }), forSales])
  const after = policySet([rule(allow, { ...identity([okta([team])]), applicationIds: ['wiki'] }), forSales])
  const { classes, needs } = compareForIdp(compilePolicies(before), compilePolicies(after), 'okta')
  expect(classes.flatMap(({ applications }) => applications.map(({ name }) => name))).toEqual(['Wiki'])
  expect(needs).toMatchObject({ groups: new Set(['g-sales']), saml: true, authentication: false, strangers: false })
  expect(compareForIdp(compilePolicies(before), compilePolicies(after), 'entra').classes).toEqual([])
})

test('renaming, and rules behind one that decides about everybody, change nothing', () => {
  const before = policySet([forSales, rule(block), rule(allow)])
  const after = policySet([{ ...forSales, name: 'Renamed' }, rule(block), rule(block), rule(allow)])
  expect(compareForIdp(compilePolicies(before), compilePolicies(after), 'okta').classes).toEqual([])
})

test('applications decided alike are compared once', () => {
  const impact = compareForIdp(compilePolicies(policySet([forSales])), compilePolicies(policySet([])), 'okta')
  expect(impact.classes.map(({ applications }) => applications.length)).toEqual([2])
  expect(impact.impactOn(dana)).toEqual({ changes: [{ at: 0, change: 'lost' }], loses: true, gains: false })
  expect(impact.impactOn({ ...dana, groups: new Set() }).changes).toEqual([])
})

test('a platform added or taken away is told as more or less', () => {
  const on = (...named: (keyof typeof platforms)[]) => policySet([{ ...forSales, criteria: withPlatforms(named) }])
  const withPlatforms = (named: (keyof typeof platforms)[]) => ({ ...forSales.criteria, platforms: named })
  const change = (before: PolicySet, after: PolicySet) => impactFor(before, after, dana).get('wiki')
  expect(change(on('mac'), on('mac', 'linux'))).toBe('more')
  expect(change(on('mac', 'linux'), on('mac'))).toBe('less')
  expect(change(on('mac'), on('linux'))).toBe('less')
  expect(change(on('mac'), on('mac'))).toBeUndefined()
})

test('a network within another, and the one beside it, are told apart', () => {
  const open = policySet([rule(allow)])
  const without = (...trustedNetworks: string[]) => policySet([rule(block, { trustedNetworks }), rule(allow)])
  expect(impactFor(without('10.0.0.0/8'), without('10.0.0.0/9', '10.128.0.0/9'), dana).get('wiki')).toBeUndefined()
  expect(impactFor(without('10.0.0.0/8'), without('10.0.0.0/9'), dana).get('wiki')).toBe('more')
  expect(impactFor(open, without('0.0.0.0/0', '::/0'), dana).get('wiki')).toBe('lost')
  // The last address of all has none behind it, and IPv6 remains.
  expect(impactFor(open, without('0.0.0.0/0'), dana).get('wiki')).toBe('less')
})

test('an IdP that is switched off or gone takes everything from its users', () => {
  const before = policySet([rule(allow)])
  for (const idps of [[], [{ ...oktaIdp, isEnabled: false }]]) {
    expect([...impactFor(before, { ...before, idps }, dana).values()]).toEqual(['lost', 'lost'])
  }
  const synced = { ...dana, provisioned: 'absent' as const }
  const unsynced = { ...before, idps: [{ ...oktaIdp, isScimSynced: false }] }
  expect(impactFor(unsynced, before, synced).get('wiki')).toBe('lost')
  expect(impactFor(unsynced, before, dana).get('wiki')).toBeUndefined()
})

test('more circumstances than can be compared are compared in part, and that is told', () => {
  const networks = Array.from({ length: 200 }, (_, at) => rule(allow, { trustedNetworks: [`10.${at}.0.0/16`] }))
  const types = Object.keys(clientTypes) as (keyof typeof clientTypes)[]
  const each = [
    ...types.map((type) => rule(block, { clientTypes: [type], countryCodes: ['KP'] })),
    ...(Object.keys(platforms) as (keyof typeof platforms)[]).map((platform) =>
      rule(block, { platforms: [platform], countryCodes: ['CU'] }),
    ),
  ]
  const impact = compareForIdp(
    compilePolicies(policySet([...networks, rule(allow)])),
    compilePolicies(policySet([...each, ...networks, rule(allow)])),
    'okta',
  )
  expect(impact.impactOn(dana).changes).toEqual([{ at: 0, change: 'less' }])
  expect(impact.classes[0]?.isCut).toBe(true)
})
