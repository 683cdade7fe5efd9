import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { groupRow } from '#db/queries/list-testing.ts'
import { claimObservedCount, finishObservedCount, saveObservedValues } from '#db/queries/observed-values.ts'
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
    expect(view).toMatchObject({ order: 1, action: 'Block Access', problems: [], version: 1 })
    expect(view.sentence).toBe('When the application is Wiki, and Okta has the user in the group Sales.')
    expect(view.groups).toEqual([{ id: group.id, name: 'Sales' }])
    expect(view.criteria.map(({ kind }) => kind)).toEqual(['applications', 'identity'])
  })

  test('what is gone is flagged in its line, and where it stands', async () => {
    await deleteApplication(applicationId, actor)
    const [line] = await ruleLines(store.report, await listPolicyRules(store.report))
    expect(line?.problems).toEqual([
      {
        kind: 'applications',
        text: 'An application that it names does not exist any more.',
        remedy: 'Edit the rule: remove the application, or choose another.',
      },
    ])
    const { problems, sentence } = await ruleView(store.report, await stored())
    expect(sentence).toContain('the application is a deleted application')
    expect(problems).toEqual(line?.problems)
  })

  test('a value that nobody was found to have is flagged, once values were counted', async () => {
    const items = ['Sales', 'SALSE', 'salse'].map((value) => ({
      kind: 'scim' as const,
      attribute: 'department',
      value,
    }))
    const identity = { join: 'or' as const, idps: [{ idpId, join: 'or' as const, items }] }
    const outcome = { policy: 'timeout', message: '', authenticationSeconds: null, idleSeconds: null } as const
    const rule = { name: 'Long', description: '', isEnabled: true, outcome, criteria: { ...noCriteria, identity } }
    const { id } = await createRule('timeout', rule, actor)
    const told = async () => {
      const row = await findPolicyRule(store.report, id)
      return (row ? await ruleLines(store.report, [row]) : []).flatMap(({ problems }) =>
        problems.map(({ text }) => text),
      )
    }
    expect(await told()).toEqual([])
    await store.write(async (tx) => {
      await claimObservedCount(tx, idpId, new Date(), new Date())
      await saveObservedValues(tx, idpId, 'department', [{ valueKey: 'sales', value: 'Sales', users: 1 }], [])
      const counted = [{ attribute: 'department', users: 1, values: 1, isCapped: false }]
      await finishObservedCount(tx, idpId, { users: 1, countedAt: new Date(), tookMs: 1 }, counted)
    })
    expect(await told()).toEqual([
      'No user of Okta was found to have “SALSE” as Department.',
      'No user of Okta was found to have “salse” as Department.',
    ])
  })
})
