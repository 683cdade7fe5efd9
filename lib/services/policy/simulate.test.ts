import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { updateIdp } from '#db/queries/idps.ts'
import { groupRow, memberRow } from '#db/queries/list-testing.ts'
import type { Reader, Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import type { PolicyRequest } from '#lib/policy/policy-set.ts'
import { noCriteria, type Item } from '#lib/policy/rule.ts'
import { cliActor } from '../actor.ts'
import { changeConfigurationSettings, edited } from '../configuration/index.ts'
import { createIdp } from '../idps/index.ts'
import { ensureOrganisation } from '../organisation.ts'
import { createApplication, createRule, simulate, type SimulatedPerson } from './index.ts'

const actor = cliActor('ada')
const request: PolicyRequest = {
  destination: { host: 'wiki.example.com', port: 443, protocol: 'tcp' },
  clientType: undefined,
  platform: undefined,
  countryCode: undefined,
  address: undefined,
}

describe.each(engines)('somebody invented on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let idpId: string
  const [inner, outer] = [groupRow('Inner'), groupRow('Outer')]

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await ensureOrganisation()
    idpId = (await createIdp({ name: 'Okta', scimSync: true, scimPolicy: true }, actor)).id
    await store.write(async (tx) => {
      await tx.insert(tx.tables.groups).values([
        { ...inner, idpId },
        { ...outer, idpId },
      ])
      await tx.insert(tx.tables.members).values(memberRow(outer.id, inner.id, { idpId, type: 'Group' }))
      await tx.insert(tx.tables.samlAttributes).values({
        id: 'saml-team',
        idpId,
        name: 'Team',
        nameKey: 'team',
        samlAttribute: 'urn:team',
        version: 1,
        createdAt: new Date(),
        updatedAt: new Date(),
      })
    })
    const wiki = { name: 'Wiki', description: '', isEnabled: true, domains: ['wiki.example.com'] }
    await createApplication({ ...wiki, tcpPorts: '443', udpPorts: '', segmentGroupId: null }, actor)
    const items: Item[] = [
      { kind: 'scim-group', groupId: outer.id },
      { kind: 'scim', attribute: 'department', value: 'Sales' },
      { kind: 'saml', attributeId: 'saml-team', value: 'blue' },
    ]
    await createRule(
      'access',
      {
        name: 'Anyone of these',
        description: '',
        isEnabled: true,
        outcome: { policy: 'access', action: 'allow', message: '' },
        criteria: { ...noCriteria, identity: { join: 'or', idps: [{ idpId, join: 'or', items }] } },
      },
      actor,
    )
    await store.write((tx) => updateIdp(tx, idpId, { samlAttributesForPolicy: true, scimPolicySince: new Date(0) }))
  }, 60_000)
  afterAll(async () => {
    useStore(undefined)
    await close()
  })

  const decided = async (has: Item[], rest: Partial<SimulatedPerson> = {}) => {
    const invented = { has, provisioned: 'active' as const }
    const person = { idpId, userName: 'Somebody', invented, signedInAt: undefined, ...rest }
    const found = await simulate(person, request, store.read)
    return found?.policies.access
  }

  test.each<[string, () => Item[], string]>([
    ['nothing', () => [], 'block'],
    ['a group within the one that is named', () => [{ kind: 'scim-group', groupId: inner.id }], 'allow'],
    ['a value, whatever its case', () => [{ kind: 'scim', attribute: 'department', value: 'SALES' }], 'allow'],
    ['another value', () => [{ kind: 'scim', attribute: 'department', value: 'Legal' }], 'block'],
    ['a SAML value', () => [{ kind: 'saml', attributeId: 'saml-team', value: 'blue' }], 'allow'],
    ['an attribute that is gone', () => [{ kind: 'saml', attributeId: 'gone', value: 'blue' }], 'block'],
  ])('with %s', async (_, has, action) => {
    expect((await decided(has()))?.decision.outcome).toMatchObject({ action })
  })

  test('the time of the last sign-in opens the gate, or leaves it shut', async () => {
    const has: Item[] = [{ kind: 'scim', attribute: 'department', value: 'Sales' }]
    const since = new Date('2026-11-01T00:00:00Z')
    await store.write((tx) => updateIdp(tx, idpId, { scimPolicySince: since }))
    const at = async (signedInAt: Date | null) => {
      const found = await decided(has, { signedInAt })
      return [found?.isGated, found?.decision.reason]
    }
    expect(await at(new Date('2026-11-02T00:00:00Z'))).toEqual([false, 'rule'])
    expect(await at(new Date('2026-10-31T00:00:00Z'))).toEqual([true, 'default'])
    expect(await at(null)).toEqual([true, 'default'])
  })

  test('the draft decides where it is asked, and what is published everywhere else', async () => {
    await changeConfigurationSettings({ takesEffect: 'activate', lossUsers: 25, lossPercent: 5 }, actor)
    const entry = { name: 'Draft', description: '', isEnabled: true, domains: ['draft.example.com'] }
    await createApplication({ ...entry, tcpPorts: '443', udpPorts: '', segmentGroupId: null }, actor)
    const toDraft: PolicyRequest = {
      ...request,
      destination: { host: 'draft.example.com', port: 443, protocol: 'tcp' },
    }
    const invented = { has: [], provisioned: 'active' as const }
    const person = { idpId, userName: 'Somebody', invented, signedInAt: undefined }
    const reasonBy = async (q: Reader) => (await simulate(person, toDraft, q))?.policies.access.decision.reason
    expect(await reasonBy(store.report)).toBe('no-application')
    expect(await reasonBy(await edited(store.report))).toBe('default')
  })

  test('inactive, absent, and of no IdP', async () => {
    const has: Item[] = []
    expect((await decided([], { invented: { has, provisioned: 'inactive' } }))?.decision.reason).toBe('inactive')
    expect((await decided([], { invented: { has, provisioned: 'absent' } }))?.decision.reason).toBe('absent')
    expect(await decided([], { idpId: 'gone' })).toBeUndefined()
    // Whom SCIM has not brought is who they are: nobody is invented.
    expect((await decided([], { invented: undefined, userName: 'eli' }))?.decision.reason).toBe('absent')
  })
})
