import { useStore } from '#db/index.ts'
import { newId, newIdpId } from '#db/ids.ts'
import { insertAdministrator, type AdministratorRow } from '#db/queries/administrators.ts'
import { insertIdp, replaceDomains, type IdpRow } from '#db/queries/idps.ts'
import type { Engine, Store } from '#db/store.ts'
import { openEngine } from '#db/testing-engines.ts'
import { fold } from '#lib/scim/fold.ts'
import { defaultSettings } from '../idps/settings.ts'
import { ensureOrganisation } from '../organisation.ts'

/** A store of an engine in the slot, with an organisation. For tests. */
export async function openPlaces(engine: Engine): Promise<{ store: Store; close(): Promise<void> }> {
  process.env['ROLLCALL_URL'] = 'https://rollcall.example.com'
  process.env['ROLLCALL_SECRET'] = 'a secret of the tests, forty characters.'
  const opened = await openEngine(engine)
  useStore(opened.store)
  await ensureOrganisation()
  return {
    store: opened.store,
    async close() {
      useStore(undefined)
      await opened.close()
    },
  }
}

/** An IdP that could sign people in: enabled, with an address. */
export async function putIdp(
  store: Store,
  name: string,
  change: Partial<IdpRow> & { domains?: readonly string[] } = {},
): Promise<IdpRow> {
  const { domains = [], ...columns } = change
  const { domains: _none, ...settings } = defaultSettings
  const row: IdpRow = {
    ...settings,
    id: newIdpId(),
    organisationId: '1',
    name,
    nameKey: fold(name),
    status: 'enabled',
    wizardStep: 3,
    singleSignOnUrl: `https://${name}.example.net/sso`,
    idpEntityId: `https://${name}.example.net/entity`,
    scimPolicySince: null,
    metadataCheckedAt: null,
    metadataProblem: null,
    pendingMetadata: null,
    version: 1,
    createdAt: new Date(),
    updatedAt: new Date(),
    ...columns,
  }
  await store.write(async (tx) => {
    await insertIdp(tx, row)
    await replaceDomains(tx, row.id, domains)
  })
  return row
}

/** An administrator, by default an owner with a password that nobody knows. */
export async function putAdministrator(
  store: Store,
  email: string,
  change: Partial<AdministratorRow> = {},
): Promise<AdministratorRow> {
  const row: AdministratorRow = {
    id: newId(),
    email,
    emailKey: fold(email),
    name: '',
    passwordHash: '$argon2id$none',
    role: 'owner',
    scimManagement: 'full',
    isDisabled: false,
    createdAt: new Date(),
    lastSignInAt: null,
    ...change,
  }
  await store.write((tx) => insertAdministrator(tx, row))
  return row
}

/** Empties every table but the organisation's. */
export async function emptyStore(store: Store): Promise<void> {
  const { organisations: _kept, ...tables } = store.tables
  await store.write(async (tx) => {
    for (const table of Object.values(tables)) await tx.delete(table)
  })
}
