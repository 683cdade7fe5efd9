import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { newId } from '#db/ids.ts'
import { store as theStore, useStore } from '#db/index.ts'
import { listLiveTokens } from '#db/queries/idp-tokens.ts'
import type { Store } from '#db/store.ts'
import { engines, openEngine } from '#db/testing-engines.ts'
import { cliActor } from '../actor.ts'
import { changeConfigurationSettings, configurationStatus, edited, listVersions } from '../configuration/index.ts'
import { createIdp } from '../idps/index.ts'
import type { makeSpCertificate } from '../idps/sp-certificate.ts'
import { ensureOrganisation } from '../organisation.ts'
import { emptyStore } from '../places/testing.ts'
import { createLocation } from '../places/change-location.ts'
import {
  applyConfiguration,
  configurationText,
  exportConfiguration,
  planConfiguration,
  readConfiguration,
} from './index.ts'
import { sample } from './testing.ts'

const operator = cliActor('root')

// A key pair takes a second: one does for all.
vi.mock('../idps/sp-certificate.ts', async (original) => {
  const real = await original<{ makeSpCertificate: typeof makeSpCertificate }>()
  let made: ReturnType<typeof makeSpCertificate> | undefined
  const makeOne = async (idpId: string) => ({
    ...(await (made ??= real.makeSpCertificate(idpId))),
    idpId,
    id: newId(),
  })
  return { ...real, makeSpCertificate: makeOne }
})

// What differs between engines is the services' own; that one comes back as it went is asked of both.
describe.each(engines)('a configuration file on %s', (engine) => {
  let store: Store
  let close: () => Promise<void>
  beforeAll(async () => {
    process.env['ROLLCALL_URL'] = 'https://rollcall.example.com'
    process.env['ROLLCALL_SECRET'] = 'a secret of the tests, forty characters.'
    ;({ store, close } = await openEngine(engine))
  })
  afterAll(async () => {
    useStore(undefined)
    await close()
  })
  beforeEach(async () => {
    useStore(store)
    await emptyStore(store)
    await ensureOrganisation()
  })

  const exported = async () => exportConfiguration(await edited(theStore().report))
  const text = async (format: 'yaml' | 'json' = 'yaml') => configurationText(await exported(), format)
  const apply = async (content: string, options = {}) =>
    applyConfiguration(readConfiguration(content), operator, options)
  const plan = async (content: string) => (await planConfiguration(readConfiguration(content), operator)).changes
  const audits = async () => (await store.read.select().from(store.tables.auditLogs)).length

  test('it makes another installation the same, rules in order, as one version of the configuration', async () => {
    await apply(sample)
    const content = await text()
    await emptyStore(store)
    await ensureOrganisation()
    const changes = await plan(content)
    expect(new Set(changes.map(({ change }) => change))).toEqual(new Set(['create', 'update']))
    await apply(content)
    expect(await text()).toBe(content)
    expect((await exported()).policies.access.map(({ name }) => name)).toEqual(['Wiki for Lisbon', 'Nobody else'])
    expect(await listVersions(store.report)).toHaveLength(1)
  }, 60_000)

  if (engine !== 'sqlite') return

  test.each(['yaml', 'json'] as const)('what is exported as %s and applied again is no change', async (format) => {
    await apply(sample)
    const content = await text(format)
    const before = await audits()
    expect(await plan(content)).toEqual([])
    expect((await apply(content)).changes).toEqual([])
    expect(await audits()).toBe(before)
    expect(await text(format)).toBe(content)
  })

  test('a plan changes nothing', async () => {
    await apply(sample)
    const content = await text()
    expect(await plan(sample.replace('wiki.example.com', 'docs.example.com'))).toEqual([
      {
        kind: 'application',
        name: 'Wiki',
        within: '',
        change: 'update',
        path: ['applications', 0],
        fields: [{ field: 'domains', before: ['wiki.example.com'], after: ['docs.example.com'] }],
      },
    ])
    expect(await text()).toBe(content)
  })

  test('what has a former name is renamed instead of made anew, once', async () => {
    await apply(sample)
    const ids = async () =>
      [
        ...(await store.read.select().from(store.tables.idps)),
        ...(await store.read.select().from(store.tables.samlAttributes)),
        ...(await store.read.select().from(store.tables.applications)),
        ...(await store.read.select().from(store.tables.locations)),
        ...(await store.read.select().from(store.tables.segmentGroups)),
        ...(await store.read.select().from(store.tables.policyRules)),
      ]
        .map(({ id }) => id)
        .toSorted()
    const before = await ids()
    const renamed = sample
      .replaceAll(/(Okta|Department|Reception|Tools|Wiki)$/gm, '$1-2')
      .replaceAll(/\[(Reception|Tools)\]/g, '[$1-2]')
      .replaceAll(/^( *- )name: (Okta|Department|Reception|Tools|Wiki)-2$/gm, '$1{ name: $2-2, formerName: $2 }')
      .replaceAll(/^( *)- \{ name: (\S+), formerName: (\S+) \}$/gm, '$1- name: $2\n$1  formerName: $3')
      .replace('- name: Straight on', '- name: Right on\n      formerName: Straight on')
    const changes = await plan(renamed)
    expect(
      changes.map(
        ({ kind, name, change, fields }) => `${kind} ${name} ${change} ${fields.map(({ field }) => field).join()}`,
      ),
    ).toEqual([
      'idp Okta-2 update name',
      'location Reception-2 update name',
      'segment-group Tools-2 update name',
      'application Wiki-2 update name',
      'rule Right on update name',
      'saml-attribute Department-2 update name',
    ])
    await apply(renamed)
    expect(await ids()).toEqual(before)
    expect(await plan(renamed)).toEqual([])
    // The file has something else by the former name: that is what stays.
    const both = renamed.replace('segmentGroups:', 'segmentGroups:\n  - name: Crafts\n    formerName: Tools-2')
    expect((await plan(both)).map(({ name, change }) => `${name} ${change}`)).toEqual(['Crafts create'])
  })

  test('what is written otherwise than it is stored is no change that never ends', async () => {
    const written = sample
      .replace('name: Nobody else', "name: '  Nobody else '\n      description: |\n        In two\n        lines.")
      .replace('10.0.0.0/8]', "10.1.2.3/8, 10.0.0.0/8, '2001:db8::1']")
      .replace('countryCodes: [DE]', 'countryCodes: [DE, DE]')
      .replace('description: Builds and reviews.', 'description: |\n      Builds and reviews.')
    await apply(written)
    expect(await plan(written)).toEqual([])
    const [forwarding] = (await exported()).policies.forwarding
    expect(forwarding?.criteria.trustedNetworks).toEqual(['10.0.0.0/8', '2001:db8::1/128'])
  })

  test('secrets stay where they are', async () => {
    const { token } = await createIdp({ name: 'Okta', scimSync: true, scimPolicy: false }, operator)
    const content = await text()
    const [live] = await listLiveTokens(store.read)
    expect(token).toBeDefined()
    expect(content).not.toContain(token)
    expect(content).not.toContain(live?.hint ?? 'no hint')
    expect(content).not.toContain('PRIVATE KEY')
    await apply(content)
    expect(await listLiveTokens(store.read)).toEqual([live])
  })

  test('all of it or nothing: what is refused is told with its line, and nothing of the file is applied', async () => {
    await apply(sample)
    const content = await text()
    const wrong = sample
      .replace('domains: [wiki.example.com]', 'domains: [docs.example.com]')
      .replace('- Wiki', '- Nothing')
    await expect(apply(wrong)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(
        new RegExp(`^line \\d+, policies\\.access\\.0\\.criteria: Criteria: there is no application “Nothing”`),
      ),
    })
    expect(await text()).toBe(content)
  })

  test('names that take each other’s place find their order', async () => {
    await apply(sample)
    const moved = sample
      .replace('domains: [northwind.example]', 'domains: []')
      .replace('name: Entra', 'name: Entra\n    domains: [northwind.example]')
    await apply(moved)
    const { idps } = await exported()
    expect(idps.map(({ name, domains }) => [name, domains])).toEqual([
      ['Entra', ['northwind.example']],
      ['Okta', []],
    ])
  })

  test('an IdP goes only when that is asked for', async () => {
    await apply(sample)
    const content = await text()
    await createIdp({ name: 'Left-over', scimSync: true, scimPolicy: false }, operator)
    await expect(apply(content)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('--delete-idps'),
    })
    expect((await exported()).idps).toHaveLength(3)
    const { changes } = await apply(content, { deletesIdps: true })
    expect(changes).toMatchObject([{ kind: 'idp', name: 'Left-over', change: 'delete' }])
    expect((await exported()).idps.map(({ name }) => name)).toEqual(['Entra', 'Okta'])
  })

  test('what was planned is what is applied, or nothing', async () => {
    await apply(sample)
    const content = sample.replace('tcpPorts: "443"', 'tcpPorts: "8443"')
    const planned = await plan(content)
    const place = {
      name: 'Porto',
      ranges: ['198.51.100.0/24'],
      enforcesAuthentication: false,
      idpId: null,
      parentId: null,
    }
    await createLocation(place, operator)
    await expect(apply(content, { planned })).rejects.toMatchObject({ code: 'changed' })
    expect((await exported()).applications[0]?.tcpPorts).toBe('443')
  })

  test('where changes wait for Activate, so does the file', async () => {
    await apply(sample)
    await changeConfigurationSettings({ takesEffect: 'activate', lossUsers: 25, lossPercent: 5 }, operator)
    const { isDraft } = await apply(sample.replace('tcpPorts: "443"', 'tcpPorts: "8443"'))
    expect(isDraft).toBe(true)
    expect((await configurationStatus(store.report)).draftedAt).toBeDefined()
    expect((await exportConfiguration(store.report)).applications[0]?.tcpPorts).toBe('443')
    expect((await exported()).applications[0]?.tcpPorts).toBe('8443')
  })

  test('it is the command line that did it', async () => {
    await apply(sample)
    const rows = await store.read.select().from(store.tables.auditLogs)
    expect(new Set(rows.map(({ actorId, actorName }) => `${actorId} ${actorName}`))).toEqual(new Set(['cli root']))
    expect(rows.map(({ action }) => action)).toContain('policy.create')
  })

  test('YAML is for readers: no anchors, no ids', async () => {
    await apply(sample)
    const content = await text()
    expect(content).not.toMatch(/[&*]a\d/)
    expect(content).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(parse(content)).toEqual(await exported())
  })
})
