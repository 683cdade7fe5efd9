import { defineTable } from './define-table.ts'
import { signInRange } from './sign-in-range.ts'

export const sessionStates = [
  { value: 'open', label: 'Open' },
  { value: 'ended', label: 'Ended' },
  { value: 'expired', label: 'Expired' },
] as const

export type SessionState = (typeof sessionStates)[number]['value']

/** Why a session was ended, as the portal says it. */
export const endReasons = [
  { value: 'logout', label: 'Logged out' },
  { value: 'idp-logout', label: 'Logged out at the IdP' },
  { value: 'revoked', label: 'Revoked' },
  { value: 'deactivated', label: 'User deactivated' },
  { value: 'deleted', label: 'User deleted' },
  { value: 'renamed', label: 'User name changed' },
  { value: 'idp', label: 'IdP disabled or deleted' },
  { value: 'not-provisioned', label: 'Not provisioned by SCIM' },
  { value: 'reauthenticate', label: 'Signed in anew' },
] as const

export const userSessions = defineTable({
  name: 'user-sessions',
  title: 'User Sessions',
  noun: { one: 'session', many: 'sessions' },
  whenEmpty: 'Nobody has signed in through an IdP yet. Test sign-in in IdP Configuration shows whether it would work.',
  columns: [
    { id: 'userName', label: 'User Name', kind: 'text', sort: 'asc' },
    { id: 'provider', label: 'IdP Name', kind: 'text' },
    { id: 'state', label: 'Status', kind: 'enum' },
    { id: 'reason', label: 'Ended Because', kind: 'enum', hidden: true },
    {
      id: 'createdAt',
      label: 'Signed In',
      kind: 'instant',
      sort: 'desc',
      help: 'Click a time to switch between local time and UTC.',
    },
    { id: 'lastSeenAt', label: 'Last Active', kind: 'instant', sort: 'desc' },
    { id: 'client', label: 'Client', kind: 'text' },
    { id: 'address', label: 'Address', kind: 'text' },
    {
      id: 'authenticatedAt',
      label: 'Authenticated',
      kind: 'instant',
      sort: 'desc',
      hidden: true,
      help: 'When the IdP asked who it was: earlier than the sign-in where the IdP had a session already.',
    },
    { id: 'expiresAt', label: 'Expires', kind: 'instant', sort: 'asc', hidden: true },
    { id: 'endedAt', label: 'Ended', kind: 'instant', hidden: true },
    { id: 'nameId', label: 'NameID', kind: 'text', hidden: true },
    { id: 'attributes', label: 'SAML Attributes', kind: 'text', hidden: true },
    { id: 'userAgent', label: 'User Agent', kind: 'text', hidden: true },
    { id: 'userId', label: 'Internal User ID', kind: 'id', hidden: true },
    { id: 'id', label: 'Session ID', kind: 'id', hidden: true },
  ],
  filters: [
    { id: 'userName', label: 'User Name', kind: 'contains' },
    { id: 'provider', label: 'IdP Name', kind: 'choices', choices: [], facets: true },
    { id: 'state', label: 'Status', kind: 'choices', choices: sessionStates, facets: true },
    { id: 'reason', label: 'Ended Because', kind: 'choices', choices: endReasons, facets: true },
    { id: 'attribute', label: 'SAML Attribute', kind: 'contains', help: 'Anywhere in the names and values asserted.' },
    { id: 'address', label: 'Address', kind: 'contains' },
    { id: 'userId', label: 'Internal User ID', kind: 'equals' },
  ],
  range: signInRange,
  defaultSort: { id: 'createdAt', direction: 'desc' },
  hasExport: true,
})
