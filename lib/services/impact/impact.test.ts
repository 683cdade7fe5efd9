import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#db/ids.ts'
import { useStore } from '#db/index.ts'
import { groupRow, memberRow, userRow } from '#db/queries/list-testing.ts'
import { sessionRow } from '#db/queries/user-sessions-testing.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { noCriteria, type Criteria, type Item } from '#lib/policy/rule.ts'
import { cliActor } from '../actor.ts'
import { changeConfigurationSettings, configurationStatus, discardDraft } from '../configuration/index.ts'
import { createIdp } from '../idps/index.ts'
import { ensureOrganisation } from '../organisation.ts'
import { createApplication, createRule, deleteRule, setRuleEnabled } from '../policy/index.ts'
import {
  activateConfirmed,
  cancelImpact,
  demandedConfirmation,
  forgetImpacts,
  impactEnded,
  loadComparedSets,
  readImpact,
  readImpactedPeople,
  startImpact,
  walkImpactRows,
} from './index.ts'

const actor = cliActor('ada')

describe.each(engines)('on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  let okta: string
  let saml: string
  let wiki: string
  const groups = { sales: '', within: '' }

  beforeAll(async () => {
    ;({ store, close } = await openEngine(engine))
    useStore(store)
    await ensureOrganisation()
    okta = (await createIdp({ name: 'Okta', scimSync: true, scimPolicy: true }, actor)).id
    saml = (await createIdp({ name: 'Partners', scimSync: false, scimPolicy: false }, actor)).id
    await store.write(async (tx) => {
      const { idps } = tx.tables
      await tx.update(idps).set({ scimPolicySince: null })
    })
    const entry = {
      name: 'Wiki',
      description: '',
      isEnabled: true,
      tcpPorts: '443',
      udpPorts: '',
      segmentGroupId: null,
    }
    wiki = (await createApplication({ ...entry, domains: ['wiki.example.com'] }, actor)).id
    await createApplication({ ...entry, name: 'Mail', domains: ['mail.example.com'] }, actor)
    await fillDirectory()
  })
  afterAll(async () => {
    useStore(undefined)
    await close()
  })
  beforeEach(async () => {
    const { draftedAt, draftVersion } = await configurationStatus(store.read)
    if (draftedAt) await discardDraft(actor, { seen: draftVersion })
    await changeConfigurationSettings({ takesEffect: 'save', lossUsers: 25, lossPercent: 100 }, actor)
    await store.write(async (tx) => {
      await tx.delete(tx.tables.policyRules)
      await tx.delete(tx.tables.policyReferences)
      await tx.delete(tx.tables.userSessions)
    })
    await forgetImpacts(new Date(Date.now() + 1_000))
  })

  /** 1,200 people: every third in Sales, a hundred of those through a group within it; one inactive, one blocked. */
  async function fillDirectory(): Promise<void> {
    const people = Array.from({ length: 1_200 }, (_, at) =>
      userRow(`person-${at}@example.com`, {
        idpId: okta,
        active: at !== 3,
        document: JSON.stringify({ userName: `person-${at}@example.com`, title: at < 2 ? 'Director' : 'Clerk' }),
      }),
    )
    const sales = groupRow('Sales', { idpId: okta })
    const within = groupRow('Sales East', { idpId: okta })
    Object.assign(groups, { sales: sales.id, within: within.id })
    const members = people.flatMap(({ id }, at) =>
      at % 3 === 0 ? [memberRow(at < 300 ? within.id : sales.id, id, { idpId: okta })] : [],
    )
    await store.write(async (tx) => {
      const { users, groups, members: memberships, totals, userBlocks } = tx.tables
      for (let from = 0; from < people.length; from += 200)
        await tx.insert(users).values(people.slice(from, from + 200))
      await tx.insert(groups).values([sales, within])
      await tx.insert(memberships).values([...members, memberRow(sales.id, within.id, { idpId: okta, type: 'Group' })])
      await tx.insert(totals).values({ idpId: okta, id: newId(), users: 1_200, activeUsers: 1_199, groups: 2 })
      const block = {
        idpId: okta,
        userId: people[6]?.id ?? '',
        reason: 'Lost',
        createdBy: 'ada',
        createdAt: new Date(),
      }
      await tx.insert(userBlocks).values(block)
    })
  }

  const signIn = (userName: string, attributes: Record<string, string[]>, createdAt = new Date()) =>
    store.write(async (tx) => {
      const row = sessionRow(userName, { idpId: saml, attributes: JSON.stringify(attributes), createdAt })
      await tx.insert(tx.tables.userSessions).values(row)
    })

  const allow = (name: string, criteria: Partial<Criteria>) =>
    createRule(
      'access',
      {
        name,
        description: '',
        isEnabled: true,
        outcome: { policy: 'access', action: 'allow', message: '' },
        criteria: { ...noCriteria, ...criteria },
      },
      actor,
    )
  const of = (idpId: string, ...items: Item[]): Partial<Criteria> => ({
    identity: { join: 'or', idps: [{ idpId, join: 'or', items }] },
  })
  const onActivate = (lossUsers = 25) =>
    changeConfigurationSettings({ takesEffect: 'activate', lossUsers, lossPercent: 100 }, actor)
  const workOut = async () => {
    const id = await startImpact(actor)
    await impactEnded(id)
    const found = await readImpact(store.report)
    if (found?.id !== id) throw new Error('another run')
    return found
  }
  const rows = async () => {
    const all = []
    for await (const some of walkImpactRows(await loadComparedSets(store.report), async () => {})) all.push(...some)
    return all
  }

  test('who loses and who gains is counted and named, through groups within groups', async () => {
    const { id } = await allow('Sales', of(okta, { kind: 'scim-group', groupId: groups.sales }))
    await onActivate()
    await deleteRule(id, actor)
    await allow('Directors', {
      ...of(okta, { kind: 'scim', attribute: 'title', value: 'DIRECTOR' }),
      applicationIds: [wiki],
    })
    const found = await workOut()
    // Of 400 in Sales one is inactive and one is blocked; a director who is in Sales keeps the wiki.
    expect(found).toMatchObject({
      status: 'done',
      isCurrent: true,
      users: 1_200,
      usersDone: 1_200,
      losing: 398,
      gaining: 1,
    })
    expect(found.applications).toEqual([
      { id: expect.any(String), name: 'Mail', changes: { lost: 398, less: 0, gained: 0, more: 0 } },
      { id: wiki, name: 'Wiki', changes: { lost: 397, less: 0, gained: 1, more: 0 } },
    ])
    const people = await readImpactedPeople(store.report, found.id, wiki)
    expect(people.lost).toHaveLength(25)
    expect(people.gained).toEqual([
      { idpId: okta, idpName: 'Okta', userId: expect.any(String), userName: 'person-1@example.com' },
    ])
    const listed = await rows()
    expect(listed).toHaveLength(398 + 397 + 1)
    expect(listed.filter(([, , , change]) => change === 'Gains access')).toEqual([
      ['person-1@example.com', 'Okta', 'Wiki', 'Gains access', expect.any(String)],
    ])
  })

  test('people whom no IdP provisions are found by their sign-ins, by the last of each', async () => {
    const { id } = await allow('Partners', of(saml, { kind: 'any-saml' }))
    await signIn('eve@partner.example', {}, new Date('2026-11-01T08:00:00Z'))
    await signIn('Eve@partner.example', {}, new Date('2026-11-02T08:00:00Z'))
    await onActivate()
    await setRuleEnabled(id, false, actor)
    expect(await workOut()).toMatchObject({ losing: 1, users: 1 })
    expect((await rows()).map(([name]) => name)).toEqual(['Eve@partner.example', 'Eve@partner.example'])
  })

  test('where rules stay what they are, nobody is looked at', async () => {
    await onActivate()
    await createApplication(
      {
        name: 'Empty',
        description: '',
        isEnabled: true,
        domains: ['e.example'],
        tcpPorts: '1',
        udpPorts: '',
        segmentGroupId: null,
      },
      actor,
    )
    expect(await workOut()).toMatchObject({ status: 'done', users: 0, losing: 0, applications: [] })
    expect(await demandedConfirmation(store.read)).toBeUndefined()
  })

  test('a loss above the threshold has to be typed, and so has not knowing', async () => {
    const { id } = await allow('Sales', of(okta, { kind: 'scim-group', groupId: groups.sales }))
    await onActivate(398)
    await deleteRule(id, actor)
    const { draftVersion: seen } = await configurationStatus(store.read)
    expect(await demandedConfirmation(store.read)).toEqual({ text: 'activate without knowing', reason: 'unknown' })
    await workOut()
    expect(await demandedConfirmation(store.read)).toBeUndefined()
    await onActivate(397)
    expect(await demandedConfirmation(store.read)).toEqual({ text: '398 lose access', reason: 'people' })
    const activated = (typed: string) => activateConfirmed(actor, { seen, force: false, typed })
    await expect(activated('activate without knowing')).rejects.toMatchObject({ code: 'invalid', field: 'typed' })
    expect((await configurationStatus(store.read)).draftedAt).toBeDefined()
    const late = activateConfirmed(actor, { seen: seen - 1, force: false, typed: '' })
    await expect(late).rejects.toMatchObject({ code: 'changed' })
    expect(await activated(' 398 lose access ')).toMatchObject({ state: 'activated' })
  })

  test('an edit makes what was found old', async () => {
    const { id } = await allow('Sales', of(okta, { kind: 'scim-group', groupId: groups.sales }))
    await onActivate()
    await setRuleEnabled(id, false, actor)
    expect(await workOut()).toMatchObject({ isCurrent: true, losing: 398, gaining: 0 })
    await allow('Everybody', {})
    expect(await readImpact(store.report)).toMatchObject({ isCurrent: false, losing: 398 })
    expect(await workOut()).toMatchObject({ isCurrent: true, losing: 0, gaining: 800 })
  })

  test('one run goes on at a time: the same draft joins it, another takes its place', async () => {
    const { id: rule } = await allow('Sales', of(okta, { kind: 'scim-group', groupId: groups.sales }))
    await onActivate()
    await setRuleEnabled(rule, false, actor)
    const { id } = await workOut()
    const { impactRuns } = store.tables
    // As if another process were at it.
    await store.write(async (tx) => {
      await tx.update(impactRuns).set({ status: 'running', updatedAt: new Date() })
    })
    expect(await startImpact(actor)).toBe(id)
    await allow('Everybody', {})
    const next = await startImpact(actor)
    expect(next).not.toBe(id)
    const runs = await store.read.select().from(impactRuns)
    expect(runs.find((run) => run.id === id)?.isCancelAsked ?? 'forgotten').not.toBe(false)
    await impactEnded(next)
    expect(await readImpact(store.report)).toMatchObject({ id: next, status: 'done' })
  })

  test('a run is cancelled, and one that nobody works on any more is told as interrupted', async () => {
    const { id: rule } = await allow('Sales', of(okta, { kind: 'scim-group', groupId: groups.sales }))
    await onActivate()
    await deleteRule(rule, actor)
    const id = await startImpact(actor)
    await cancelImpact(id)
    await impactEnded(id)
    expect(await readImpact(store.report)).toMatchObject({ id, status: 'cancelled', applications: [] })
    const { impactRuns } = store.tables
    const crashed = { status: 'running' as const, isCancelAsked: false, updatedAt: new Date(Date.now() - 60_000) }
    await store.write(async (tx) => {
      await tx.update(impactRuns).set(crashed)
    })
    expect(await readImpact(store.report)).toMatchObject({ id, status: 'interrupted' })
    expect(await workOut()).toMatchObject({ status: 'done', losing: 398 })
  })

  test('without a draft there is nothing to work out', async () => {
    await expect(startImpact(actor)).rejects.toMatchObject({ code: 'conflict' })
    expect(await readImpact(store.report)).toBeUndefined()
  })
})
