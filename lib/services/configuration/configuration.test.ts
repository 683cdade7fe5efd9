import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import { drafted } from '#db/drafted.ts'
import { findIdp } from '#db/queries/idps.ts'
import { listLiveTokens } from '#db/queries/idp-tokens.ts'
import { listApplications } from '#db/queries/policy-applications.ts'
import { listPolicyRules } from '#db/queries/policy-rules.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { noCriteria, type Criteria } from '#lib/policy/rule.ts'
import type { Actor } from '../actor.ts'
import { addExemptedUrls } from '../exemptions/change-exemptions.ts'
import { changeIdp, createIdp, deleteIdp } from '../idps/index.ts'
import { sweepDeletedIdps } from '../idps/delete.ts'
import { emptyStore } from '../places/testing.ts'
import { createLocation, deleteLocation } from '../places/change-location.ts'
import { ensureOrganisation } from '../organisation.ts'
import {
  changeRule,
  createApplication,
  createRule,
  deleteApplication,
  deleteRule,
  moveRule,
  type RuleEntry,
} from '../policy/index.ts'
import {
  activate,
  changeConfigurationSettings,
  configurationStatus,
  configure,
  discardDraft,
  edited,
  listPendingChanges,
  listVersions,
  readVersion,
  restoreVersion,
} from './index.ts'

const person = (id: string): Actor => ({ id, name: `${id}@example.com`, address: '192.0.2.1', userAgent: 'test' })
const [ada, ben] = [person('ada'), person('ben')]
const wiki = {
  name: 'Wiki',
  description: '',
  isEnabled: true,
  domains: ['wiki.example.com'],
  tcpPorts: '443',
  udpPorts: '',
  segmentGroupId: null,
}
const rule = (name: string, criteria: Partial<Criteria> = {}): RuleEntry => ({
  name,
  description: '',
  isEnabled: true,
  outcome: { policy: 'access', action: 'allow', message: '' },
  criteria: { ...noCriteria, ...criteria },
})
const limits = { lossUsers: 25, lossPercent: 5 }

describe.each(engines)('on %s', (engine) => {
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
    await store.write(async (tx) => {
      const { configurationState, configurationVersions, configurationChanges, draftEditors } = tx.tables
      for (const t of [configurationState, configurationVersions, configurationChanges, draftEditors])
        await tx.delete(t)
      const { applications, policyRules, policyReferences } = tx.tables
      for (const t of [applications, policyRules, policyReferences]) await tx.delete(t)
      const draft = drafted(tx).tables
      for (const t of [draft.idps, draft.idpDomains, draft.applications, draft.policyRules, draft.exemptedUrls]) {
        await tx.delete(t)
      }
    })
    await ensureOrganisation()
  })

  const names = async (q = store.read) => (await listPolicyRules(q)).map(({ name }) => name)
  const status = () => configurationStatus(store.read)
  const onActivate = () => changeConfigurationSettings({ takesEffect: 'activate', ...limits }, ada)
  const pending = async () =>
    (await listPendingChanges(store.read)).map(({ kind, name, change, by }) => `${kind} ${name} ${change} ${by}`)

  describe('on Save', () => {
    test('what is saved counts, and leaves nothing in the draft', async () => {
      await createRule('access', rule('Everybody'), ada)
      expect(await names()).toEqual(['Everybody'])
      expect(await names(drafted(store.read))).toEqual([])
      expect(await edited(store.read)).toBe(store.read)
      expect((await status()).draftedAt).toBeUndefined()
    })
    test('every change is a version, with who, what, and field by field', async () => {
      await createApplication(wiki, ada)
      await createRule('access', rule('Everybody'), ben)
      const [newest, oldest] = await listVersions(store.read)
      expect(newest).toMatchObject({ number: 2, actorName: 'ben@example.com', kind: 'save' })
      expect(newest?.things).toEqual([
        expect.objectContaining({ kind: 'policy', name: 'Everybody', change: 'create', policy: 'access' }),
      ])
      const version = await readVersion(store.read, oldest?.id ?? '')
      expect(version?.changes[0]?.fields).toContainEqual({ field: 'domains', after: ['wiki.example.com'] })
    })
    test('a save that changes nothing is no version', async () => {
      await addExemptedUrls(['login.example.com'], ada)
      await addExemptedUrls(['login.example.com'], ada)
      expect(await listVersions(store.read)).toHaveLength(1)
    })
    test('a refused change leaves nothing behind', async () => {
      await createRule('access', rule('Everybody'), ada)
      await expect(createRule('access', rule('everybody'), ada)).rejects.toMatchObject({ field: 'name' })
      expect(await names(drafted(store.read))).toEqual([])
      expect(await listVersions(store.read)).toHaveLength(1)
    })
    test('many changes in one are made together, or not at all', async () => {
      await expect(
        configure(ada, async () => {
          await createRule('access', rule('One'), ada)
          await createRule('access', rule('one'), ada)
        }),
      ).rejects.toMatchObject({ field: 'name' })
      expect(await names()).toEqual([])
      await configure(ada, async () => {
        await createRule('access', rule('One'), ada)
        await createRule('access', rule('Two'), ada)
      })
      expect(await names()).toEqual(['One', 'Two'])
      expect(await listVersions(store.read)).toHaveLength(1)
    })
    test('two administrators at once: both are saved', async () => {
      await Promise.all([
        createRule('access', rule('One'), ada),
        createRule('access', rule('Two'), ben),
        createRule('access', rule('Three'), ada),
      ])
      expect((await names()).toSorted()).toEqual(['One', 'Three', 'Two'])
      expect((await listPolicyRules(store.read)).map(({ position }) => position)).toEqual([1, 2, 3])
    })
    test('a rule that was moved is told of, those that made room are not', async () => {
      for (const name of ['A', 'B', 'C']) await createRule('access', rule(name), ada)
      const last = (await listPolicyRules(store.read))[2]?.id ?? ''
      await moveRule(last, 1, ada)
      expect(await names()).toEqual(['C', 'A', 'B'])
      expect((await listVersions(store.read))[0]?.things.map(({ name }) => name)).toEqual(['C'])
    })
  })

  describe('on Activate', () => {
    beforeEach(onActivate)

    test('edits wait, and take effect all at once', async () => {
      const { id } = await createApplication(wiki, ada)
      await createRule('access', rule('Staff', { applicationIds: [id] }), ada)
      expect(await names()).toEqual([])
      expect(await listApplications(store.read)).toEqual([])
      expect(await names(await edited(store.read))).toEqual(['Staff'])
      expect(await pending()).toEqual([
        'application Wiki create ada@example.com',
        'policy Staff create ada@example.com',
      ])
      expect(await activate(ada, { seen: (await status()).draftVersion })).toEqual({ state: 'activated', number: 1 })
      expect(await names()).toEqual(['Staff'])
      expect((await status()).draftedAt).toBeUndefined()
    })
    test('an edit that changes nothing begins no draft', async () => {
      await configure(ada, async () => undefined)
      expect((await status()).draftedAt).toBeUndefined()
    })
    test('Discard throws the draft away, and what was made for an IdP that never was', async () => {
      const { id } = await createIdp({ name: 'Okta', scimSync: true, scimPolicy: false }, ada)
      expect(await findIdp(store.read, id)).toBeUndefined()
      expect(await listLiveTokens(store.read, id)).toHaveLength(1)
      await discardDraft(ada, { seen: (await status()).draftVersion })
      expect(await listLiveTokens(store.read, id)).toHaveLength(0)
      expect(await names(await edited(store.read))).toEqual([])
      expect((await status()).editors).toEqual([])
    })
    test('whoever activates decides on what they saw', async () => {
      await createRule('access', rule('One'), ada)
      const { draftVersion: seen } = await status()
      await createRule('access', rule('Two'), ben)
      await expect(activate(ada, { seen })).rejects.toMatchObject({ code: 'changed', message: /ben@example\.com/ })
      await expect(discardDraft(ada, { seen })).rejects.toMatchObject({ code: 'changed' })
      expect(await names()).toEqual([])
    })
    test('while others are editing an activation is queued; the last of them publishes, or an owner by force', async () => {
      await createRule('access', rule('One'), ada)
      await createRule('access', rule('Two'), ben)
      const { draftVersion: seen } = await status()
      expect(await activate(ada, { seen })).toEqual({ state: 'queued', waitsFor: ['ben@example.com'] })
      expect(await names()).toEqual([])
      expect(await activate(ben, { seen })).toMatchObject({ state: 'activated' })
      expect(await names()).toEqual(['One', 'Two'])
      await createRule('access', rule('Three'), ada)
      await createRule('access', rule('Four'), ben)
      expect(await activate(ada, { seen: (await status()).draftVersion, force: true })).toMatchObject({
        state: 'activated',
      })
      expect(await names()).toHaveLength(4)
    })
    test('two who activate at once: one does, the other is told', async () => {
      await createRule('access', rule('One'), ada)
      const { draftVersion: seen } = await status()
      const both = await Promise.allSettled([activate(ada, { seen }), activate(ada, { seen })])
      expect(both.map(({ status: state }) => state).toSorted()).toEqual(['fulfilled', 'rejected'])
      expect(await listVersions(store.read)).toHaveLength(1)
    })
    test('a rule of the draft that names what has vanished is told by its name, and nothing is published', async () => {
      const { id } = await createApplication(wiki, ada)
      await activate(ada, { seen: (await status()).draftVersion })
      const made = await createRule('access', rule('Staff', { applicationIds: [id] }), ada)
      await deleteApplication(id, ada)
      await expect(activate(ada, { seen: (await status()).draftVersion })).rejects.toMatchObject({
        code: 'conflict',
        field: `rule:${made.id}`,
        message: /Staff/,
      })
      expect((await listApplications(store.read)).map(({ name }) => name)).toEqual(['Wiki'])
      expect(await names()).toEqual([])
    })
    test('nobody goes back to Save while something is pending', async () => {
      await createRule('access', rule('One'), ada)
      await expect(changeConfigurationSettings({ takesEffect: 'save', ...limits }, ada)).rejects.toMatchObject({
        field: 'takesEffect',
      })
    })
    test('an IdP goes on working until its deletion is activated', async () => {
      const { id } = await createIdp({ name: 'Okta', scimSync: true, scimPolicy: true }, ada)
      await activate(ada, { seen: (await status()).draftVersion })
      await deleteIdp(id, 'Okta', ada)
      expect((await findIdp(store.read, id))?.status).toBe('enabled')
      expect(await listLiveTokens(store.read, id)).toHaveLength(1)
      await activate(ada, { seen: (await status()).draftVersion })
      expect(await findIdp(store.read, id)).toBeUndefined()
      expect(await listLiveTokens(store.read, id)).toHaveLength(0)
    })
    test('an IdP that was swept while a draft lay open does not come back with it', async () => {
      const { id } = await createIdp({ name: 'Okta', scimSync: true, scimPolicy: false }, ada)
      await activate(ada, { seen: (await status()).draftVersion })
      await deleteIdp(id, 'Okta', ada)
      await activate(ada, { seen: (await status()).draftVersion })
      await createRule('access', rule('One'), ada)
      expect(await sweepDeletedIdps({ now: new Date(Date.now() + 120_000) })).toBe(1)
      expect(await pending()).toEqual(['policy One create ada@example.com'])
      await activate(ada, { seen: (await status()).draftVersion })
      expect(await store.read.select().from(store.read.tables.idps)).toEqual([])
    })
    test('users are gated from when SCIM Attributes for Policy took effect, not from when it was drafted', async () => {
      const { id } = await createIdp({ name: 'Okta', scimSync: true, scimPolicy: false }, ada)
      await activate(ada, { seen: (await status()).draftVersion })
      await changeIdp(id, { settings: { scimAttributesForPolicy: true }, confirmed: ['policy-on'] }, ada)
      const drafting = (await findIdp(drafted(store.read), id))?.scimPolicySince
      expect((await findIdp(store.read, id))?.scimPolicySince).toBeNull()
      await new Promise((done) => setTimeout(done, 20))
      await activate(ada, { seen: (await status()).draftVersion })
      const counts = (await findIdp(store.read, id))?.scimPolicySince
      expect(counts?.getTime()).toBeGreaterThan(drafting?.getTime() ?? Infinity)
    })
  })

  describe('restoring a version', () => {
    test('brings everything back as it was, renames and places too', async () => {
      const { id } = await createApplication(wiki, ada)
      const first = await createRule('access', rule('A', { applicationIds: [id] }), ada)
      await createRule('access', rule('B'), ada)
      await createLocation(
        { name: 'Berlin', ranges: ['192.0.2.0/24'], enforcesAuthentication: true, idpId: null, parentId: null },
        ada,
      )
      const state = async () => ({
        rules: (await listPolicyRules(store.read)).map(({ name, position, rule: text }) => ({ name, position, text })),
        applications: (await listApplications(store.read)).map(({ name }) => name),
        locations: await store.read.select().from(store.read.tables.locationRanges),
      })
      const before = await state()
      const version = (await listVersions(store.read))[0]
      const row = (await listPolicyRules(store.read)).find((each) => each.id === first.id)
      const opened = rule('A', { applicationIds: [id] })
      await changeRule(first.id, { ...opened, name: 'Renamed' }, { version: row?.version ?? 0, opened }, ben)
      await moveRule(first.id, 2, ben)
      await createRule('access', rule('A'), ben)
      await deleteRule(first.id, ben)
      await deleteApplication(id, ben)
      expect(await state()).not.toEqual(before)
      expect(await restoreVersion(version?.id ?? '', ada)).toEqual({ skipped: [] })
      expect(await state()).toEqual(before)
      const [newest] = await listVersions(store.read)
      expect(newest).toMatchObject({ kind: 'restore', actorName: 'ada@example.com' })
    })
    test('an IdP whose data is gone does not come back, and is named', async () => {
      await createRule('access', rule('A'), ada)
      const version = (await listVersions(store.read))[0]
      const { id } = await createIdp({ name: 'Okta', scimSync: false, scimPolicy: false }, ada)
      const withOkta = (await listVersions(store.read))[0]
      await deleteIdp(id, 'Okta', ada)
      expect(await restoreVersion(withOkta?.id ?? '', ada)).toEqual({ skipped: ['Okta'] })
      expect(await findIdp(store.read, id)).toBeUndefined()
      expect(await restoreVersion(version?.id ?? '', ada)).toEqual({ skipped: [] })
    })
    test('what comes back is a newer state: a form that was opened before is told', async () => {
      const { id } = await createRule('access', rule('A'), ada)
      const version = (await listVersions(store.read))[0]
      const opened = rule('B')
      await changeRule(id, opened, { version: 1, opened: rule('A') }, ada)
      await restoreVersion(version?.id ?? '', ben)
      await changeRule(id, rule('C'), { version: 3, opened: rule('A') }, ben)
      await expect(changeRule(id, rule('D'), { version: 2, opened }, ada)).rejects.toMatchObject({ code: 'changed' })
      expect(await names()).toEqual(['C'])
    })
    test('a location comes back without the IdP that is gone, and with its ranges', async () => {
      const { id } = await createIdp({ name: 'Okta', scimSync: false, scimPolicy: false }, ada)
      const place = { name: 'Berlin', ranges: ['192.0.2.0/24'], enforcesAuthentication: true, parentId: null }
      const location = await createLocation({ ...place, idpId: id }, ada)
      const version = (await listVersions(store.read))[0]
      await deleteLocation(location.id, ada)
      await deleteIdp(id, 'Okta', ada)
      expect(await restoreVersion(version?.id ?? '', ada)).toEqual({ skipped: ['Okta'] })
      const { locations, locationRanges } = store.read.tables
      expect(await store.read.select().from(locations)).toEqual([
        expect.objectContaining({ name: 'Berlin', idpId: null }),
      ])
      expect(await store.read.select().from(locationRanges)).toHaveLength(1)
    })
    test('is a draft where changes wait for Activate, and waits for one that is there', async () => {
      await createRule('access', rule('A'), ada)
      const version = (await listVersions(store.read))[0]
      await createRule('access', rule('B'), ada)
      await onActivate()
      // Two at once: one makes the draft, the other is told of it.
      const both = await Promise.allSettled([ada, ben].map((who) => restoreVersion(version?.id ?? '', who)))
      expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
      expect(await names()).toEqual(['A', 'B'])
      expect(await names(await edited(store.read))).toEqual(['A'])
      await expect(restoreVersion(version?.id ?? '', ada)).rejects.toMatchObject({ code: 'conflict' })
    })
  })
})
