import { defineTable } from './define-table.ts'
import { signInRange } from './sign-in-range.ts'

export const signInOutcomes = [
  { value: 'accepted', label: 'Accepted' },
  { value: 'refused', label: 'Refused' },
] as const

export const signInPurposes = [
  { value: 'sign-in', label: 'User sign-in' },
  { value: 'admin', label: 'Administrator sign-in' },
  { value: 'test', label: 'Test sign-in' },
  { value: 'import', label: 'Import of SAML attributes' },
  { value: 'logout', label: 'Logout' },
] as const

export const signInLog = defineTable({
  name: 'sign-in-log',
  title: 'Sign-in Log',
  noun: { one: 'sign-in', many: 'sign-ins' },
  whenEmpty:
    'Every attempt to sign in through an IdP leaves an entry here, and so does a logout message that is refused. There was none.',
  columns: [
    {
      id: 'at',
      label: 'Time',
      kind: 'instant',
      sort: 'desc',
      help: 'Click a time to switch between local time and UTC.',
    },
    { id: 'outcome', label: 'Outcome', kind: 'enum' },
    { id: 'userName', label: 'User Name', kind: 'text' },
    { id: 'provider', label: 'IdP Name', kind: 'text' },
    { id: 'refusal', label: 'Failed Check', kind: 'text' },
    { id: 'purpose', label: 'Purpose', kind: 'enum' },
    { id: 'client', label: 'Client', kind: 'text', hidden: true },
    { id: 'address', label: 'Address', kind: 'text' },
    { id: 'detail', label: 'Detail', kind: 'text', hidden: true },
    { id: 'advice', label: 'Advice', kind: 'text', hidden: true },
    { id: 'code', label: 'Code', kind: 'text', hidden: true },
    { id: 'userAgent', label: 'User Agent', kind: 'text', hidden: true },
    { id: 'id', label: 'Sign-in ID', kind: 'id', hidden: true, help: 'What a refused user sees beside the code.' },
  ],
  filters: [
    { id: 'userName', label: 'User Name', kind: 'contains' },
    { id: 'provider', label: 'IdP Name', kind: 'choices', choices: [], facets: true },
    { id: 'outcome', label: 'Outcome', kind: 'choices', choices: signInOutcomes, facets: true },
    { id: 'refusal', label: 'Failed Check', kind: 'choices', choices: [], facets: true },
    { id: 'purpose', label: 'Purpose', kind: 'choices', choices: signInPurposes, facets: true },
    { id: 'address', label: 'Address', kind: 'contains' },
    { id: 'signInId', label: 'Sign-in ID', kind: 'equals' },
  ],
  range: signInRange,
  defaultSort: { id: 'at', direction: 'desc' },
  hasExport: true,
})
