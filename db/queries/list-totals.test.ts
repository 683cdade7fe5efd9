import { expect, test } from 'vitest'
import { openTestStore } from '../testing.ts'
import { listIdpHealth, listScimIdps, listTotals } from './list-totals.ts'
import { logRow } from './list-testing.ts'
import { addToTotals } from './totals.ts'

const idp = (id: string, name: string, rest: object = {}) => ({
  id,
  organisationId: '1',
  name,
  nameKey: name.toLowerCase(),
  status: 'enabled' as const,
  wizardStep: 3,
  singleSignOn: 'user' as const,
  usesArbitraryDomains: false,
  singleSignOnUrl: '',
  idpEntityId: '',
  signsSamlRequest: false,
  usesHttpRedirect: false,
  forcesAuthentication: false,
  sendsLoginHint: true,
  samlAttributesForPolicy: false,
  scimSync: true,
  scimAttributesForPolicy: false,
  onDeactivate: 'keep' as const,
  onForeignDomain: 'flag' as const,
  version: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...rest,
})

const certificate = (id: string, validTo: string) => ({
  id,
  idpId: '2',
  pem: '',
  commonName: '',
  serialNumber: '',
  fingerprint: '',
  validFrom: new Date(0),
  validTo: new Date(validTo),
})

test('IdPs in the order of their names, with totals, last request and the certificate that ends first', async () => {
  const { store, close } = await openTestStore()
  await store.write(async (tx) => {
    await tx
      .insert(tx.tables.idps)
      .values([idp('2', 'Entra'), idp('1', 'acme Okta', { scimSync: false }), idp('3', 'Gone', { status: 'deleting' })])
    await tx.insert(tx.tables.idpCertificates).values([certificate('a', '2027-01-01'), certificate('b', '2026-06-01')])
    await addToTotals(tx, '2', { users: 3, activeUsers: 3 })
    await addToTotals(tx, '2', { users: -1, activeUsers: -2, groups: 1 })
    await tx
      .insert(tx.tables.syncLogs)
      .values([
        logRow(new Date('2026-03-01'), { idpId: '2' }),
        logRow(new Date('2026-03-02'), { idpId: '2', status: 409 }),
      ])
  })
  expect(await listTotals(store.report)).toEqual(new Map([['2', { users: 2, activeUsers: 1, groups: 1 }]]))
  expect(await listScimIdps(store.report)).toEqual([{ id: '2', name: 'Entra', additionalAttributes: false }])
  expect(await listIdpHealth(store.report)).toEqual([
    {
      id: '1',
      name: 'acme Okta',
      status: 'enabled',
      scimSync: false,
      totals: { users: 0, activeUsers: 0, groups: 0 },
      lastRequest: undefined,
      certificateEnds: undefined,
      pendingMetadata: null,
      metadataProblem: null,
    },
    {
      id: '2',
      name: 'Entra',
      status: 'enabled',
      scimSync: true,
      totals: { users: 2, activeUsers: 1, groups: 1 },
      lastRequest: { at: new Date('2026-03-02'), status: 409 },
      certificateEnds: new Date('2026-06-01'),
      pendingMetadata: null,
      metadataProblem: null,
    },
  ])
  await close()
})
