import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { findIdp, listIdpDomains, updateIdp } from '#db/queries/idps.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { noCriteria, type Criteria, type Item } from '#lib/policy/rule.ts'
import { cliActor } from '../actor.ts'
import { changeIdp, countDeletion, createIdp, planChange } from '../idps/index.ts'
import { ensureOrganisation } from '../organisation.ts'
import { createApplication, createRule, deleteApplication } from './index.ts'
import { countDanglingRules, findRulesNamingLocations, findRulesOfIdp } from './naming-rules.ts'

const actor = cliActor('ada')

describe.each(engines)('rules and what they name on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let idpId: string
  let wiki: string

  const rule = (name: string, criteria: Partial<Criteria>) =>
    createRule(
      'access',
      {
        name,
        description: '',
        isEnabled: name !== 'Switched off',
        outcome: { policy: 'access', action: 'allow', message: '' },
        criteria: { ...noCriteria, ...criteria },
      },
      actor,
    )
  const asking = (items: Item[]): Partial<Criteria> => ({
    identity: { join: 'or', idps: [{ idpId, join: 'or', items }] },
  })

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await ensureOrganisation()
    idpId = (await createIdp({ name: 'Okta', scimSync: true, scimPolicy: true }, actor)).id
    await store.write(async (tx) => {
      await updateIdp(tx, idpId, { samlAttributesForPolicy: true, singleSignOn: 'user', status: 'enabled' })
      const at = new Date()
      for (const [id, parentId] of [
        ['office', null],
        ['lab', 'office'],
      ] as const) {
        const names = { name: id, nameKey: id, enforcesAuthentication: false, idpId: null }
        await tx
          .insert(tx.tables.locations)
          .values({ id, parentId, ...names, version: 1, createdAt: at, updatedAt: at })
      }
    })
    const entry = { name: 'Wiki', description: '', isEnabled: true, domains: ['wiki.example.com'] }
    wiki = (await createApplication({ ...entry, tcpPorts: '443', udpPorts: '', segmentGroupId: null }, actor)).id
    await rule('By department', asking([{ kind: 'scim', attribute: 'department', value: 'Sales' }]))
    await rule('By both', asking([{ kind: 'any-saml' }, { kind: 'scim', attribute: 'title', value: 'Nurse' }]))
    await rule('Wiki from the lab', { applicationIds: [wiki], locationIds: ['lab', 'office'] })
    await rule('Switched off', { applicationIds: [wiki] })
  }, 60_000)
  afterAll(async () => {
    useStore(undefined)
    await close()
  })

  const names = (rules: readonly { name: string }[]) => rules.map(({ name }) => name)

  test('an IdP, by what they ask of its users; a location with those in it', async () => {
    const found = await findRulesOfIdp(store.report, idpId)
    expect([names(found.scim), names(found.saml)]).toEqual([['By department', 'By both'], ['By both']])
    expect(await findRulesOfIdp(store.report, 'other')).toEqual({ scim: [], saml: [] })
    expect(names(await findRulesNamingLocations(store.report, ['office', 'lab']))).toEqual(['Wiki from the lab'])
  })

  test('who deletes an IdP, or switches its attributes off, sees them first', async () => {
    expect(names((await countDeletion(idpId)).rules)).toEqual(['By department', 'By both'])
    const row = await findIdp(store.report, idpId)
    const settings = {
      samlAttributesForPolicy: false,
      domains: (await listIdpDomains(store.report, idpId)).map((each) => each.domain),
    }
    const plan = await planChange(idpId, { settings, version: row?.version ?? 0 }, actor)
    expect(plan.required).toEqual(['saml-policy-off'])
    expect(names(plan.facts.rules?.saml ?? [])).toEqual(['By both'])
    await expect(changeIdp(idpId, { settings }, actor)).rejects.toMatchObject({ field: 'samlAttributesForPolicy' })
    const off = await planChange(idpId, { settings: { scimAttributesForPolicy: false } }, actor)
    expect([off.required, names(off.facts.rules?.scim ?? [])]).toEqual([['policy-off'], ['By department', 'By both']])
    expect((await planChange(idpId, { settings: { name: 'Okta 2' } }, actor)).facts.rules).toBeUndefined()
  })

  test('enabled ones that name what is gone or off are counted', async () => {
    expect(await countDanglingRules(store.report)).toEqual({ access: 0, forwarding: 0, timeout: 0 })
    await deleteApplication(wiki, actor)
    expect(await countDanglingRules(store.report)).toEqual({ access: 1, forwarding: 0, timeout: 0 })
    await changeIdp(idpId, { settings: { samlAttributesForPolicy: false }, confirmed: ['saml-policy-off'] }, actor)
    expect(await countDanglingRules(store.report)).toEqual({ access: 2, forwarding: 0, timeout: 0 })
  })
})
