import { fold } from '#lib/scim/fold.ts'
import { newId } from '../ids.ts'
import type { Writer } from '../store.ts'
import type { ListQuery } from './list.ts'

// Rows with everything a test does not care about filled in.

type Row<Name extends keyof Writer['tables']> = Writer['tables'][Name]['$inferInsert']

export const userRow = (userName: string, rest: Partial<Row<'users'>> = {}): Row<'users'> => ({
  idpId: '1',
  id: newId(),
  userName,
  userNameKey: fold(userName),
  active: true,
  isForeignDomain: false,
  document: '{}',
  version: 1,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  updatedAt: new Date('2026-01-01T00:00:00Z'),
  ...rest,
})

export const groupRow = (displayName: string, rest: Partial<Row<'groups'>> = {}): Row<'groups'> => ({
  idpId: '1',
  id: newId(),
  displayName,
  displayNameKey: fold(displayName),
  document: '{}',
  version: 1,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  updatedAt: new Date('2026-01-01T00:00:00Z'),
  ...rest,
})

export const memberRow = (groupId: string, memberId: string, rest: Partial<Row<'members'>> = {}): Row<'members'> => ({
  idpId: '1',
  groupId,
  memberId,
  type: 'User',
  createdAt: new Date('2026-01-01T00:00:00Z'),
  ...rest,
})

export const logRow = (at: Date, rest: Partial<Row<'syncLogs'>> = {}): Row<'syncLogs'> => ({
  idpId: '1',
  id: newId(at),
  at,
  method: 'POST',
  url: '/scim/1/1/v2/Users',
  status: 201,
  durationMs: 5,
  address: '192.0.2.1',
  userAgent: 'test',
  ...rest,
})

export const listQuery = (rest: Partial<ListQuery> = {}): ListQuery => ({
  page: 1,
  size: 50,
  sort: [],
  filters: {},
  range: { from: undefined, to: undefined },
  ...rest,
})

export const idpRow = (id: string, rest: Partial<Row<'idps'>> = {}): Row<'idps'> => ({
  id,
  organisationId: '1',
  name: `IdP-${id}`,
  nameKey: `idp-${id}`,
  status: 'enabled',
  wizardStep: 1,
  singleSignOn: 'user',
  usesArbitraryDomains: false,
  singleSignOnUrl: '',
  idpEntityId: '',
  signsSamlRequest: false,
  usesHttpRedirect: false,
  forcesAuthentication: false,
  sendsLoginHint: false,
  samlAttributesForPolicy: false,
  scimSync: true,
  scimAttributesForPolicy: false,
  onDeactivate: 'keep',
  onForeignDomain: 'flag',
  version: 1,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  updatedAt: new Date('2026-01-01T00:00:00Z'),
  ...rest,
})
