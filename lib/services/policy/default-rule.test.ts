import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { listPolicyRules } from '#db/queries/policy-rules.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { noCriteria } from '#lib/policy/rule.ts'
import { cliActor } from '../actor.ts'
import { createIdp } from '../idps/index.ts'
import { ensureOrganisation } from '../organisation.ts'
import { changeDefaultRule, getDefaultRule } from './default-rule.ts'
import { createRule, decideFor, deleteRule, moveRule, setRuleEnabled } from './index.ts'

const actor = cliActor('ada')
const bypass = { description: 'Pilot', outcome: { policy: 'forwarding', action: 'bypass' } } as const

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let idpId: string

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await ensureOrganisation()
    idpId = (await createIdp({ name: 'Okta', scimSync: false, scimPolicy: false }, actor)).id
  })
  afterAll(async () => {
    useStore(undefined)
    await close()
  })
  beforeEach(() =>
    store.write(async (tx) => {
      await tx.delete(tx.tables.policyRules)
      await tx.delete(tx.tables.auditLogs)
    }),
  )

  const forwarding = () => getDefaultRule(store.read, 'forwarding')
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: { code: string; field?: string }) => `${error.code} ${error.field ?? ''}`.trim(),
    )

  test('until somebody edits it, everything is forwarded, and sign-ins last seven days', async () => {
    expect(await forwarding()).toMatchObject({ version: 0, action: 'Forward', updatedAt: undefined })
    expect((await getDefaultRule(store.read, 'timeout')).action).toBe(
      'Authentication Timeout: 7 days · Idle Connection Timeout: Default',
    )
  })

  test('is made by the first edit, decides where no rule matches, and is audited', async () => {
    const { entry } = await forwarding()
    await changeDefaultRule('forwarding', bypass, { version: 0, opened: entry }, actor)
    expect(await forwarding()).toMatchObject({ version: 1, entry: bypass })
    const request = {
      destination: { host: 'wiki.example.com', port: 443, protocol: 'tcp' as const },
      clientType: undefined,
      platform: undefined,
      countryCode: undefined,
      address: undefined,
    }
    const decided = await decideFor({ idpId, userName: 'dana@example.com' }, request)
    expect(decided?.policies.forwarding.decision).toMatchObject({ outcome: bypass.outcome, reason: 'default' })
    const [row] = await store.read.select().from(store.tables.auditLogs)
    expect(row).toMatchObject({ action: 'policy.update', targetName: 'Default Rule' })
  })

  test('is kept from a second editor, who is told what changed', async () => {
    const seen = { version: 0, opened: (await forwarding()).entry }
    await changeDefaultRule('forwarding', bypass, seen, actor)
    await expect(changeDefaultRule('forwarding', { ...bypass, description: '' }, seen, actor)).rejects.toMatchObject({
      code: 'changed',
      conflict: { version: 1 },
    })
    expect(await listPolicyRules(store.read)).toHaveLength(1)
  })

  test('has to be one of its policy, and says where it is not', async () => {
    const seen = { version: 0, opened: (await forwarding()).entry }
    expect(await refusal(changeDefaultRule('timeout', bypass, seen, actor))).toBe('invalid action')
    const outcome = { policy: 'timeout', authenticationSeconds: 60, idleSeconds: null, message: '' } as const
    expect(await refusal(changeDefaultRule('timeout', { description: '', outcome }, seen, actor))).toBe(
      'invalid authenticationSeconds',
    )
  })

  test('is neither moved, nor switched off, nor deleted, and its name is its own', async () => {
    await changeDefaultRule('forwarding', bypass, { version: 0, opened: (await forwarding()).entry }, actor)
    const id = (await listPolicyRules(store.read))[0]?.id ?? ''
    expect(await refusal(moveRule(id, 1, actor))).toBe('not-found')
    expect(await refusal(setRuleEnabled(id, false, actor))).toBe('not-found')
    expect(await refusal(deleteRule(id, actor))).toBe('not-found')
    const outcome = { policy: 'forwarding', action: 'forward' } as const
    const rule = { name: 'default rule', description: '', isEnabled: true, outcome, criteria: noCriteria }
    expect(await refusal(createRule('forwarding', rule, actor))).toBe('invalid name')
  })
})
