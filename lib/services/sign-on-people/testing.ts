import type { Store } from '#db/store.ts'
import { admitUser, type Admission, type Arrival } from './admit-user.ts'

/** An arrival at an IdP with SAML Auto-Provisioning, for tests: attributes by name. */
export const arrival = (
  loginName: string,
  attributes: Record<string, string[]> = {},
  idp: Partial<Arrival['idp']> = {},
): Arrival => ({
  idp: {
    id: '1',
    name: 'Okta',
    scimSync: false,
    samlAutoProvisioning: true,
    displayNameAttribute: 'DisplayName',
    groupNameAttribute: 'memberOf',
    departmentNameAttribute: 'Department',
    usesArbitraryDomains: false,
    groupsPerUser: null,
    ...idp,
  },
  assertion: { attributes: Object.entries(attributes).map(([name, values]) => ({ name, values })) },
  loginName,
  now: new Date('2026-11-02T09:00:00Z'),
  caller: { address: '192.0.2.7', userAgent: 'Firefox' },
})

/** Admits in a turn of its own. */
export const admit = (store: Store, ...given: Parameters<typeof arrival>): Promise<Admission> =>
  store.write((tx) => admitUser(tx, arrival(...given)))
