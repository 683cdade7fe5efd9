import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { drafted } from '#db/drafted.ts'
import { useStore } from '#db/index.ts'
import { listApplications } from '#db/queries/policy-applications.ts'
import { listPolicyRules } from '#db/queries/policy-rules.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { noCriteria, type Criteria } from '#lib/policy/rule.ts'
import { cliActor } from '../actor.ts'
import { addExemptedUrls } from '../exemptions/change-exemptions.ts'
import { ensureOrganisation } from '../organisation.ts'
import { emptyStore } from '../places/testing.ts'
import {
  changeRule,
  createApplication,
  createRule,
  createSegmentGroup,
  deleteApplication,
  deleteRule,
  deleteSegmentGroup,
  moveRule,
  type RuleEntry,
} from '../policy/index.ts'
import {
  activate,
  changeConfigurationSettings,
  configurationStatus,
  discardChange,
  listPendingChanges,
} from './index.ts'

const ada = cliActor('ada')
const wiki = {
  name: 'Wiki',
  description: '',
  isEnabled: true,
  domains: ['wiki.example.com'],
  tcpPorts: '443',
  udpPorts: '',
  segmentGroupId: null as string | null,
}
const rule = (name: string, criteria: Partial<Criteria> = {}): RuleEntry => ({
  name,
  description: '',
  isEnabled: true,
  outcome: { policy: 'access', action: 'allow', message: '' },
  criteria: { ...noCriteria, ...criteria },
})

// Each change copies the configuration, which takes PostgreSQL its time.
describe.each(engines)('discarding the change of one thing on %s', { timeout: 60_000 }, (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
  })
  afterAll(async () => {
    useStore(undefined)
    await close()
  })
  beforeEach(async () => {
    await emptyStore(store)
    await ensureOrganisation()
    await changeConfigurationSettings({ takesEffect: 'activate', lossUsers: 25, lossPercent: 5 }, ada)
  })

  const seen = async () => (await configurationStatus(store.read)).draftVersion
  const publish = async () => activate(ada, { seen: await seen() })
  const pending = async () =>
    (await listPendingChanges(store.read)).map(({ name, change }) => `${name} ${change}`).toSorted()
  const discard = async (kind: 'policy' | 'application' | 'segment-group', id: string) =>
    discardChange(ada, { kind, id, seen: await seen() })
  const order = async () =>
    (await listPolicyRules(drafted(store.read)))
      .toSorted((a, b) => a.position - b.position)
      .map(({ name, position }) => `${position} ${name}`)

  test('leaves everything else as it was drafted, and an order without gaps', async () => {
    const made: string[] = []
    for (const name of ['A', 'B', 'C', 'D']) made.push((await createRule('access', rule(name), ada)).id)
    await publish()
    const [a = '', b = '', c = '', d = ''] = made
    await moveRule(d, 1, ada)
    await deleteRule(b, ada)
    await changeRule(c, rule('C changed'), { version: 1, opened: rule('C') }, ada)
    const { id: e } = await createRule('access', rule('E'), ada)
    await moveRule(e, 2, ada)
    expect(await order()).toEqual(['1 D', '2 E', '3 A', '4 C changed'])
    await discard('policy', b)
    expect(await order()).toEqual(['1 D', '2 E', '3 A', '4 B', '5 C changed'])
    await discard('policy', e)
    expect(await order()).toEqual(['1 D', '2 A', '3 B', '4 C changed'])
    await discard('policy', c)
    expect(await pending()).toEqual(['D update'])
    await expect(discard('policy', a)).rejects.toMatchObject({ code: 'conflict' })
    await discard('policy', d)
    // That was the last of the draft.
    expect((await configurationStatus(store.read)).draftedAt).toBeUndefined()
    expect(await order()).toEqual([])
  })

  test('never breaks what the draft names', async () => {
    const group = await createSegmentGroup({ name: 'Tools', description: '', isEnabled: true }, ada)
    const old = await createApplication({ ...wiki, name: 'Old', segmentGroupId: group.id }, ada)
    const uses = await createRule('access', rule('Uses the old', { applicationIds: [old.id] }), ada)
    await publish()
    const { id } = await createApplication(wiki, ada)
    const named = await createRule('access', rule('Staff', { applicationIds: [id] }), ada)
    await expect(discard('application', id)).rejects.toMatchObject({ code: 'conflict', message: /Staff/ })
    await deleteRule(uses.id, ada)
    await deleteApplication(old.id, ada)
    await expect(discard('policy', uses.id)).rejects.toMatchObject({ code: 'conflict', message: /does not exist/ })
    await deleteSegmentGroup(group.id, ada)
    await expect(discard('application', old.id)).rejects.toMatchObject({ code: 'conflict', message: /segment group/ })
    await discard('segment-group', group.id)
    await discard('application', old.id)
    await discard('policy', uses.id)
    expect(await pending()).toEqual(['Staff create', 'Wiki create'])
    await discard('policy', named.id)
    await discard('application', id)
    expect((await listApplications(store.read)).map(({ name }) => name)).toEqual(['Old'])
    expect((await configurationStatus(store.read)).draftedAt).toBeUndefined()
  })

  test('is refused where somebody edited since, where a name is taken, and of what hangs together', async () => {
    const { id } = await createRule('access', rule('A'), ada)
    await publish()
    await changeRule(id, rule('B'), { version: 1, opened: rule('A') }, ada)
    const before = await seen()
    await createRule('access', rule('A'), ada)
    await expect(discardChange(ada, { kind: 'policy', id, seen: before })).rejects.toMatchObject({ code: 'changed' })
    await expect(discard('policy', id)).rejects.toMatchObject({ code: 'conflict', message: /name/ })
    expect(await pending()).toEqual(['A create', 'B update'])
    await addExemptedUrls(['login.example.com'], ada)
    const refused = discardChange(ada, { kind: 'idp', id: '1', seen: await seen() })
    await expect(refused).rejects.toMatchObject({ code: 'invalid' })
    const [url] = (await listPendingChanges(store.read)).filter(({ kind }) => kind === 'exempted-url')
    await discardChange(ada, { kind: 'exempted-url', id: url?.id ?? '', seen: await seen() })
    expect(await pending()).toEqual(['A create', 'B update'])
  })
})
