import { afterAll, beforeAll, expect, test } from 'vitest'
import { useStore } from '#db/index.ts'
import type { Store } from '#db/store.ts'
import { openTestStore } from '#db/testing.ts'
import { noCriteria } from '#lib/policy/rule.ts'
import { cliActor, type Actor } from '../actor.ts'
import { changeConfigurationSettings, listVersions } from '../configuration/index.ts'
import { changeIdp, createIdp } from '../idps/index.ts'
import { ensureOrganisation } from '../organisation.ts'
import { changeRule, createApplication, createRule, deleteApplication } from '../policy/index.ts'
import { readPendingChanges, readVersionChanges } from './read-changes.ts'
import { readActivationSummary } from './summary.ts'

const [ada, dana] = ['ada', 'dana'].map((name): Actor => ({ ...cliActor(name), id: name })) as [Actor, Actor]
let store: Store
let close: () => Promise<void>

beforeAll(async () => {
  ;({ store, close } = await openTestStore())
  useStore(store)
  await ensureOrganisation()
})
afterAll(async () => {
  useStore(undefined)
  await close()
})

const entry = {
  name: 'Readers',
  description: '',
  isEnabled: true,
  outcome: { policy: 'access' as const, action: 'allow' as const, message: '' },
  criteria: noCriteria,
}

test('what is pending is told field by field, in the words of its forms, and kept as a version', async () => {
  const okta = await createIdp({ name: 'Okta', scimSync: true, scimPolicy: false }, ada)
  const places = { isEnabled: true, domains: ['wiki.example.com'], tcpPorts: '443, 8000-8080', udpPorts: '' }
  const wiki = await createApplication({ name: 'Wiki', description: '', segmentGroupId: null, ...places }, ada)
  const rule = await createRule('access', entry, ada)
  const [created] = await readVersionChanges(store.read, (await listVersions(store.read))[0]?.id ?? '').then(
    (changes) => changes ?? [],
  )
  expect(created).toMatchObject({ kind: 'policy', name: 'Readers', change: 'create', policy: 'access' })
  expect(created?.lines).toContainEqual({ field: 'action', before: undefined, after: 'Allow Access' })

  expect(await readActivationSummary(ada.id)).toBeUndefined()
  await changeConfigurationSettings({ takesEffect: 'activate', lossUsers: 25, lossPercent: 5 }, ada)
  expect(await readActivationSummary(ada.id)).toEqual({ pending: 0, state: 'none', others: 0, savedAt: undefined })

  const changed = {
    ...entry,
    outcome: { policy: 'access' as const, action: 'block' as const, message: 'Ask IT.' },
    criteria: { ...noCriteria, applicationIds: [wiki.id], countryCodes: ['DE'] },
  }
  await changeRule(rule.id, changed, { version: 1, opened: entry }, ada)
  await changeIdp(okta.id, { settings: { forcesAuthentication: true } }, ada)
  const pending = await readPendingChanges(store.read)
  expect(pending.map(({ kind, name, change, by, lines }) => ({ kind, name, change, by, lines }))).toEqual([
    {
      kind: 'idp',
      name: 'Okta',
      change: 'update',
      by: ada.name,
      lines: [{ field: 'forcesAuthentication', before: false, after: true }],
    },
    {
      kind: 'policy',
      name: 'Readers',
      change: 'update',
      by: ada.name,
      lines: [
        { field: 'action', before: 'Allow Access', after: 'Block Access' },
        { field: 'message', before: undefined, after: 'Ask IT.' },
        { field: 'applications', before: undefined, after: 'the application is Wiki' },
        { field: 'country-codes', before: undefined, after: 'the country is DE' },
      ],
    },
  ])
  expect(await readActivationSummary(ada.id)).toMatchObject({ pending: 2, state: 'editing', others: 0 })
  expect(await readActivationSummary(dana.id)).toMatchObject({ pending: 2, state: 'none', others: 1 })
})

test('what the draft deletes still has its name where it is named', async () => {
  const pending = await readPendingChanges(store.read)
  const wiki = (await store.read.select().from(store.tables.applications))[0]
  await deleteApplication(wiki?.id ?? '', dana)
  const after = await readPendingChanges(store.read)
  expect(after).toHaveLength(pending.length + 1)
  const told = after.find(({ kind }) => kind === 'policy')?.lines.find(({ field }) => field === 'applications')
  expect(told?.after).toBe('the application is Wiki')
  const gone = after.find(({ kind }) => kind === 'application')
  expect(gone).toMatchObject({ name: 'Wiki', change: 'delete', by: dana.name })
  expect(gone?.lines).toContainEqual({ field: 'ports', before: ['TCP 443', 'TCP 8000–8080'], after: undefined })
  // Nothing that is empty is told of it.
  expect(gone?.lines.map(({ field }) => field)).not.toContain('description')
})
