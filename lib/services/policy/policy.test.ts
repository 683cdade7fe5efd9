import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { updateIdp } from '#db/queries/idps.ts'
import { groupRow, memberRow, userRow } from '#db/queries/list-testing.ts'
import { listPolicyRules, listRulesNaming } from '#db/queries/policy-rules.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import type { PolicyRequest } from '#lib/policy/policy-set.ts'
import { noCriteria, type Criteria, type Item } from '#lib/policy/rule.ts'
import { cliActor } from '../actor.ts'
import { createIdp } from '../idps/index.ts'
import { ensureOrganisation } from '../organisation.ts'
import {
  blockUser,
  changeApplication,
  changeRule,
  changeSegmentGroup,
  copyRule,
  createApplication,
  createRule,
  createSegmentGroup,
  decideFor,
  deleteApplication,
  deleteRule,
  deleteSegmentGroup,
  moveRule,
  setRuleEnabled,
  unblockUser,
  type ApplicationEntry,
  type RuleEntry,
} from './index.ts'

const actor = cliActor('ada')
const allow = (name: string, criteria: Partial<Criteria> = {}): RuleEntry => ({
  name,
  description: '',
  isEnabled: true,
  outcome: { policy: 'access', action: 'allow', message: '' },
  criteria: { ...noCriteria, ...criteria },
})
const wiki: ApplicationEntry = {
  name: 'Wiki',
  description: '',
  isEnabled: true,
  domains: ['Wiki.Example.com', '*.wiki.example.com'],
  tcpPorts: '443, 8000-8080',
  udpPorts: '',
  segmentGroupId: null,
}
const request: PolicyRequest = {
  destination: { host: 'wiki.example.com', port: 443, protocol: 'tcp' },
  clientType: 'browser',
  platform: 'mac',
  countryCode: 'DE',
  address: '192.0.2.7',
}

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let okta: string
  const dana = { userId: '', groupId: '' }

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await ensureOrganisation()
    okta = (await createIdp({ name: 'Okta', scimSync: true, scimPolicy: true }, actor)).id
  })
  afterAll(async () => {
    useStore(undefined)
    await close()
  })
  beforeEach(() =>
    store.write(async (tx) => {
      const all = tx.tables
      for (const table of [
        all.policyRules,
        all.policyReferences,
        all.applications,
        all.segmentGroups,
        all.userBlocks,
        all.userSessions,
        all.users,
        all.groups,
        all.members,
        all.auditLogs,
      ]) {
        await tx.delete(table)
      }
      const document = JSON.stringify({ userName: 'Dana@example.com', active: true, title: 'Head of Sales' })
      const user = userRow('Dana@example.com', { idpId: okta, document })
      const [inner, outer] = [groupRow('Sales', { idpId: okta }), groupRow('Everybody', { idpId: okta })]
      await tx.insert(all.users).values(user)
      await tx.insert(all.groups).values([inner, outer])
      await tx
        .insert(all.members)
        .values([
          memberRow(inner.id, user.id, { idpId: okta }),
          memberRow(outer.id, inner.id, { idpId: okta, type: 'Group' }),
        ])
      Object.assign(dana, { userId: user.id, groupId: outer.id })
      await updateIdp(tx, okta, { scimPolicySince: null, status: 'enabled', scimAttributesForPolicy: true })
    }),
  )

  const of = (...items: Item[]): Partial<Criteria> => ({
    identity: { join: 'or', idps: [{ idpId: okta, join: 'or', items }] },
  })
  const decideAccess = async (rest: Partial<PolicyRequest> = {}) => {
    const found = await decideFor({ idpId: okta, userName: 'dana@EXAMPLE.com' }, { ...request, ...rest })
    return found?.policies.access
  }
  const action = async () => {
    const outcome = (await decideAccess())?.decision.outcome
    return outcome?.policy === 'access' ? outcome.action : undefined
  }
  const order = async () => (await listPolicyRules(store.read)).map(({ position, name }) => `${position} ${name}`)
  const refusal = async (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: { code: string; field?: string }) => `${error.code} ${error.field ?? ''}`.trim(),
    )
  const audited = async () =>
    (await store.read.select().from(store.tables.auditLogs)).map((row) => `${row.action} ${row.targetName}`).sort()

  describe('rules', () => {
    test('keep an order without gaps, whatever is done to them', async () => {
      const ids: string[] = []
      for (const name of ['A', 'B', 'C', 'D']) ids.push((await createRule('access', allow(name), actor)).id)
      const [a = '', , c = '', d = ''] = ids
      await moveRule(d, 1, actor)
      expect(await order()).toEqual(['1 D', '2 A', '3 B', '4 C'])
      await moveRule(d, 3, actor)
      expect(await order()).toEqual(['1 A', '2 B', '3 D', '4 C'])
      await copyRule(a, 'A again', actor)
      expect(await order()).toEqual(['1 A', '2 A again', '3 B', '4 D', '5 C'])
      await deleteRule(a, actor)
      expect(await order()).toEqual(['1 A again', '2 B', '3 D', '4 C'])
      expect(await refusal(moveRule(c, 5, actor))).toBe('invalid position')
      expect((await audited()).filter((row) => row.startsWith('policy.'))).toEqual([
        'policy.create A',
        'policy.create A again',
        'policy.create B',
        'policy.create C',
        'policy.create D',
        'policy.delete A',
        'policy.reorder D',
        'policy.reorder D',
      ])
    })

    test('have names of their own, in their policy', async () => {
      await createRule('access', allow('Sales'), actor)
      expect(await refusal(createRule('access', allow('SALES'), actor))).toBe('conflict name')
      const forward: RuleEntry = { ...allow('Sales'), outcome: { policy: 'forwarding', action: 'forward' } }
      await createRule('forwarding', forward, actor)
      expect(await refusal(createRule('access', forward, actor))).toBe('invalid action')
    })

    test('name only what there is', async () => {
      const unknown: [Partial<Criteria>, string][] = [
        [{ applicationIds: ['x'] }, 'applications'],
        [{ segmentGroupIds: ['x'] }, 'applications'],
        [{ locationIds: ['x'] }, 'locations'],
        [of({ kind: 'scim-group', groupId: 'x' }), 'identity'],
        [of({ kind: 'saml', attributeId: 'x', value: 'y' }), 'identity'],
        [{ identity: { join: 'or', idps: [{ idpId: 'x', join: 'or', items: [{ kind: 'any-saml' }] }] } }, 'identity'],
      ]
      for (const [criteria, field] of unknown) {
        expect(await refusal(createRule('access', allow('Unknown', criteria), actor)), field).toBe(`invalid ${field}`)
      }
      expect(await order()).toEqual([])
    })

    test('are kept from a second editor, who is told what changed', async () => {
      const { id } = await createRule('access', allow('Sales'), actor)
      const seen = { version: 1, opened: allow('Sales') }
      await changeRule(id, allow('Sales and Legal'), seen, actor)
      await expect(changeRule(id, allow('Legal'), seen, actor)).rejects.toMatchObject({
        code: 'changed',
        conflict: { version: 2, fields: [{ field: 'name', theirs: 'Sales and Legal', mine: 'Legal' }] },
      })
      expect(await order()).toEqual(['1 Sales and Legal'])
    })

    test('that name something are found by it, and may keep what is gone', async () => {
      const application = await createApplication(wiki, actor)
      const entry = allow('Wiki', { applicationIds: [application.id] })
      const { id } = await createRule('access', entry, actor)
      const naming = { kind: 'application', targetId: application.id } as const
      expect(await listRulesNaming(store.read, naming)).toMatchObject([{ id, name: 'Wiki', position: 1 }])
      expect(await deleteApplication(application.id, actor)).toEqual({ rules: 1 })
      await changeRule(id, { ...entry, description: 'Gone' }, { version: 1, opened: entry }, actor)
      await deleteRule((await copyRule(id, 'Copy of what is gone', actor)).id, actor)
      await changeRule(id, allow('Wiki'), { version: 2, opened: entry }, actor)
      expect(await listRulesNaming(store.read, naming)).toEqual([])
      expect(await refusal(changeRule(id, entry, { version: 3, opened: entry }, actor))).toBe('invalid applications')
    })
  })

  describe('applications', () => {
    test('are stored as they are compared', async () => {
      await createApplication({ ...wiki, domains: ['Wïki.example.com.', '*', '2001:DB8:0::1'] }, actor)
      const [row] = await store.read.select().from(store.tables.applications)
      expect(row).toMatchObject({ domains: '["xn--wki-zma.example.com","*","2001:db8::1"]', name: 'Wiki' })
      expect(JSON.parse(row?.ports ?? '')).toEqual([
        { protocol: 'tcp', from: 443, to: 443 },
        { protocol: 'tcp', from: 8000, to: 8080 },
      ])
    })
    test.each<[Partial<ApplicationEntry>, string]>([
      [{ name: ' ' }, 'name'],
      [{ domains: [] }, 'domains'],
      [{ domains: ['*.*'] }, 'domains'],
      [{ domains: ['a b'] }, 'domains'],
      [{ domains: ['10.0.0.0/8'] }, 'domains'],
      [{ tcpPorts: '' }, 'tcpPorts'],
      [{ tcpPorts: '80-79' }, 'tcpPorts'],
      [{ udpPorts: '65536' }, 'udpPorts'],
      [{ segmentGroupId: 'gone' }, 'segmentGroupId'],
    ])('are refused at their field: %j', async (rest, field) =>
      expect(await refusal(createApplication({ ...wiki, ...rest }, actor))).toBe(`invalid ${field}`),
    )
    test('outlive their segment group, and notice other editors', async () => {
      const plain = { name: 'Intranet', description: '', isEnabled: true }
      const group = await createSegmentGroup(plain, actor)
      const entry = { ...wiki, segmentGroupId: group.id }
      const { id } = await createApplication(entry, actor)
      await createRule('access', allow('Intranet', { segmentGroupIds: [group.id] }), actor)
      expect(await action()).toBe('allow')
      await changeSegmentGroup(group.id, { ...plain, isEnabled: false }, { version: 1, opened: plain }, actor)
      expect(await action()).toBe('block')
      expect(await refusal(changeSegmentGroup(group.id, plain, { version: 1, opened: plain }, actor))).toBe('changed')
      expect(await deleteSegmentGroup(group.id, actor)).toEqual({ rules: 1 })
      await changeApplication(id, { ...wiki, name: 'Docs' }, { version: 1, opened: entry }, actor)
      expect(await refusal(changeApplication(id, wiki, { version: 1, opened: entry }, actor))).toBe('changed')
      expect(await audited()).toContain('segment-group.delete Intranet')
    })
  })

  describe('decisions', () => {
    beforeEach(() => createApplication(wiki, actor))

    test('follow groups within groups, and attributes whatever their case', async () => {
      expect(await action()).toBe('block')
      const { id } = await createRule('access', allow('All', of({ kind: 'scim-group', groupId: dana.groupId })), actor)
      expect(await action()).toBe('allow')
      await setRuleEnabled(id, false, actor)
      expect(await action()).toBe('block')
      const title = { kind: 'scim', attribute: 'title', value: 'HEAD OF SALES' } as const
      await createRule('access', allow('Heads', of(title)), actor)
      expect((await decideAccess())?.tried.map(({ truth }) => truth)).toEqual(['disabled', 'yes'])
    })

    test('follow changes over SCIM at once, without signing in again', async () => {
      await createRule('access', allow('All', of({ kind: 'scim-group', groupId: dana.groupId })), actor)
      expect(await action()).toBe('allow')
      const provisioning = { keepsRemembered: true }
      await store.write(async (tx) => void (await tx.delete(tx.tables.members)), provisioning)
      expect(await action()).toBe('block')
    })

    test('hold SCIM criteria back until a sign-in after they were first enabled', async () => {
      await createRule('access', allow('All', of({ kind: 'scim-group', groupId: dana.groupId })), actor)
      const since = new Date('2026-11-20T12:00:00Z')
      await store.write((tx) => updateIdp(tx, okta, { scimPolicySince: since, version: 7 }))
      expect((await decideAccess())?.isGated).toBe(true)
      expect(await action()).toBe('block')
      await signIn(new Date('2026-11-20T11:59:59Z'), {})
      expect(await action()).toBe('block')
      await signIn(new Date('2026-11-20T12:00:01Z'), {})
      expect(await action()).toBe('allow')
    })

    test('read SAML attributes of the last assertion', async () => {
      await store.write((tx) =>
        tx.insert(tx.tables.samlAttributes).values({
          id: 'team',
          idpId: okta,
          name: 'Team',
          nameKey: 'team',
          samlAttribute: 'urn:team',
          version: 1,
          createdAt: new Date(),
          updatedAt: new Date(),
        }),
      )
      await createRule('access', allow('Blue', of({ kind: 'saml', attributeId: 'team', value: 'blue' })), actor)
      expect((await decideAccess())?.tried[0]?.truth).toBe('unknown')
      await signIn(new Date('2026-11-20T12:00:00Z'), { 'urn:team': ['red', 'blue'] })
      expect(await action()).toBe('allow')
      await signIn(new Date('2026-11-20T12:00:01Z'), { 'urn:team': ['red'] })
      expect(await action()).toBe('block')
    })

    test('keep out whom an administrator blocks, until it is lifted', async () => {
      await createRule('access', allow('Everybody'), actor)
      const person = { idpId: okta, userId: dana.userId }
      expect(await refusal(blockUser(person, ' ', actor))).toBe('invalid reason')
      await blockUser(person, 'Laptop lost', actor)
      expect((await decideAccess())?.decision.reason).toBe('blocked')
      await unblockUser(person, actor)
      expect(await action()).toBe('allow')
      expect(await refusal(blockUser({ ...person, userId: 'x' }, 'Who?', actor))).toBe('not-found')
      const rows = (await audited()).filter((row) => row.startsWith('user.'))
      expect(rows).toEqual(['user.block Dana@example.com', 'user.unblock Dana@example.com'])
    })

    test('keep out whom SCIM has inactive, and all of an IdP that is off', async () => {
      await createRule('access', allow('Everybody'), actor)
      const document = JSON.stringify({ userName: 'Dana@example.com', active: false })
      await store.write(async (tx) => void (await tx.update(tx.tables.users).set({ document, active: false })))
      expect((await decideAccess())?.decision.reason).toBe('inactive')
      await store.write((tx) => updateIdp(tx, okta, { status: 'disabled', version: 9 }))
      expect((await decideAccess())?.decision.reason).toBe('idp')
    })

    test('keep out whom SCIM has not brought, whatever they are called', async () => {
      await createRule('access', allow('Everybody'), actor)
      const found = await decideFor({ idpId: okta, userName: 'kim@example.com' }, request)
      expect(found).toMatchObject({ userId: undefined, policies: { access: { decision: { reason: 'absent' } } } })
      expect(await decideFor({ idpId: 'other', userName: 'dana@example.com' }, request)).toBeUndefined()
    })

    const signIn = (createdAt: Date, attributes: Record<string, string[]>) =>
      store.write(async (tx) => {
        await tx.insert(tx.tables.userSessions).values({
          id: `session-${createdAt.getTime()}`,
          hash: `hash-${createdAt.getTime()}`,
          idpId: okta,
          userId: dana.userId,
          userName: 'dana@example.com',
          userNameKey: 'dana@example.com',
          nameId: 'dana@example.com',
          nameIdFormat: '',
          sessionIndex: null,
          authenticatedAt: new Date('2026-11-01T00:00:00Z'),
          attributes: JSON.stringify(attributes),
          createdAt,
          lastSeenAt: createdAt,
          expiresAt: createdAt,
          address: '',
          userAgent: '',
          endedAt: null,
          endReason: null,
        })
      })
  })
})
