import { store } from '#db/index.ts'
import { findGroupByName } from '#db/queries/groups.ts'
import { noCriteria, type Criteria, type IdpCriteria, type Outcome } from '#lib/policy/rule.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from '../actor.ts'
import { addExemptedUrls } from '../exemptions/change-exemptions.ts'
import { knownSets } from '../exemptions/known-sets.ts'
import { createLocation } from '../places/change-location.ts'
import { createApplication, createRule, createSegmentGroup } from '../policy/index.ts'
import { addSamlAttributes } from '../saml-attributes/index.ts'

type Idps = { okta: string; entra: string }

/** What an access team sets up once its people are there: where they sit, what they reach, and who may. */
export async function keepPolicies({ okta, entra }: Idps, actor: Actor): Promise<void> {
  await addSamlAttributes(
    okta,
    [
      { name: 'Department', samlAttribute: 'Department' },
      { name: 'Member-of', samlAttribute: 'memberOf' },
    ],
    actor,
  )
  const place = { enforcesAuthentication: true, idpId: null, parentId: null }
  const harbour = await createLocation(
    { ...place, name: 'Harbour office', ranges: ['198.51.100.0/24', '2001:db8:51::/48'], idpId: entra },
    actor,
  )
  const guests = await createLocation(
    { ...place, name: 'Harbour guests', ranges: ['198.51.100.192/26'], parentId: harbour.id, idpId: null },
    actor,
  )
  await createLocation({ ...place, name: 'Head office', ranges: ['203.0.113.0/24'], idpId: okta }, actor)
  await addExemptedUrls(
    knownSets.flatMap(({ urls }) => [...urls]),
    actor,
  )
  await keepRules(okta, guests.id, actor)
}

async function keepRules(okta: string, guestsId: string, actor: Actor): Promise<void> {
  const finance = await createSegmentGroup(
    { name: 'Finance', description: 'What moves money.', isEnabled: true },
    actor,
  )
  const application = (name: string, domains: string[], segmentGroupId: string | null, tcpPorts = '443') =>
    createApplication(
      { name, description: '', isEnabled: true, domains, tcpPorts, udpPorts: '', segmentGroupId },
      actor,
    )
  const wiki = await application('Wiki', ['wiki.northwind.example'], null)
  const builds = await application('Builds', ['*.build.northwind.example'], null, '22, 443, 8000-8080')
  await application('Payroll', ['payroll.northwind.example'], finance.id)
  await application('Ledger', ['ledger.northwind.example', 'ledger-api.northwind.example'], finance.id)

  const engineering = await findGroupByName(store().read, okta, fold('Engineering'))
  if (!engineering) throw new Error('The sample has no group Engineering.')
  const of = (...items: IdpCriteria['items']): Criteria['identity'] => ({
    join: 'or',
    idps: [{ idpId: okta, join: 'or', items }],
  })
  const rule = (name: string, outcome: Outcome, criteria: Partial<Criteria>, description = '') => {
    const entry = { name, description, isEnabled: true, outcome, criteria: { ...noCriteria, ...criteria } }
    return createRule(outcome.policy, entry, actor)
  }
  const allow = { policy: 'access', action: 'allow', message: '' } as const
  const message = 'The guest network reaches no internal application.'
  await rule('Guests reach nothing', { policy: 'access', action: 'block', message }, { locationIds: [guestsId] })
  await rule(
    'Engineers reach builds',
    allow,
    { applicationIds: [builds.id], identity: of({ kind: 'scim-group', groupId: engineering.id }) },
    'Whoever Okta pushes into the group, from the next decision on.',
  )
  await rule('Finance reaches finance', allow, {
    segmentGroupIds: [finance.id],
    identity: of({ kind: 'scim', attribute: 'department', value: 'Finance' }),
  })
  await rule('Everybody reads the wiki', allow, {
    applicationIds: [wiki.id],
    identity: of({ kind: 'any-saml' }),
  })
  await rule(
    'Builds stay in the office',
    { policy: 'forwarding', action: 'bypass' },
    { applicationIds: [builds.id], trustedNetworks: ['198.51.100.0/25'], clientTypes: ['client'] },
    'The build machines stand next door.',
  )
  await rule(
    'Finance signs in daily',
    {
      policy: 'timeout',
      authenticationSeconds: 24 * 60 * 60,
      idleSeconds: 30 * 60,
      message: 'Finance asks for a fresh sign-in every day.',
    },
    { segmentGroupIds: [finance.id] },
  )
}
