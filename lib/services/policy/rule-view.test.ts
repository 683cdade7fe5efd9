import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { groupRow } from '#db/queries/list-testing.ts'
import { findPolicyRule, listPolicyRules, type PolicyRuleRow } from '#db/queries/policy-rules.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { noCriteria } from '#lib/policy/rule.ts'
import { cliActor } from '../actor.ts'
import { createIdp } from '../idps/index.ts'
import { ensureOrganisation } from '../organisation.ts'
import { createApplication, createRule, deleteApplication } from './index.ts'
import { listRuleChoices } from './rule-choices.ts'
import { ruleLines, ruleView } from './rule-view.ts'

const actor = cliActor('ada')

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let idpId: string
  let ruleId: string
  let applicationId: string
  const group = groupRow('Sales')

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await ensureOrganisation()
    idpId = (await createIdp({ name: 'Okta', scimSync: true, scimPolicy: true }, actor)).id
    await store.write((tx) => tx.insert(tx.tables.groups).values({ ...group, idpId }))
    const ports = { domains: ['wiki.example.com'], tcpPorts: '443', udpPorts: '', segmentGroupId: null }
    const wiki = { name: 'Wiki', description: '', isEnabled: true, ...ports }
    applicationId = (await createApplication(wiki, actor)).id
    const items = [{ kind: 'scim-group' as const, groupId: group.id }]
    const identity = { join: 'or' as const, idps: [{ idpId, join: 'or' as const, items }] }
    const outcome = { policy: 'access', action: 'block', message: 'No.' } as const
    const criteria = { ...noCriteria, applicationIds: [applicationId], identity }
    ruleId = (
      await createRule('access', { name: 'Keep out', description: '', isEnabled: true, outcome, criteria }, actor)
    ).id
  })
  afterAll(async () => {
    useStore(undefined)
    await close()
  })
  const stored = async (): Promise<PolicyRuleRow> => {
    const row = await findPolicyRule(store.report, ruleId)
    if (!row) throw new Error('The rule is gone.')
    return row
  }

  test('a form gets what rules may name', async () => {
    const choices = await listRuleChoices(store.report)
    expect(choices.applications).toEqual([{ id: applicationId, name: 'Wiki', isEnabled: true }])
    expect(choices.idps).toEqual([{ id: idpId, name: 'Okta', usesSaml: true, usesScim: true, samlAttributes: [] }])
  })

  test('a rule reads as a sentence, with the names of the groups in it', async () => {
    const view = await ruleView(store.report, await stored())
    expect(view).toMatchObject({ order: 1, action: 'Block Access', problems: 0, version: 1 })
    expect(view.sentence).toBe('When the application is Wiki, and Okta has the user in the group Sales.')
    expect(view.groups).toEqual([{ id: group.id, name: 'Sales' }])
    expect(view.criteria.flatMap(({ problems }) => problems)).toEqual([])
  })

  test('what is gone is flagged in its line, and where it stands', async () => {
    await deleteApplication(applicationId, actor)
    const [line] = await ruleLines(store.report, await listPolicyRules(store.report))
    expect(line?.problems).toBe(1)
    const { criteria, sentence } = await ruleView(store.report, await stored())
    expect(sentence).toContain('the application is a deleted application')
    expect(criteria.map(({ kind, problems }) => [kind, problems])).toEqual([
      ['applications', ['An application that it names does not exist any more.']],
      ['identity', []],
    ])
  })
})
