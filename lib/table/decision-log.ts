import { defineTable } from './define-table.ts'
import { logRange } from './log-range.ts'

export const loggedActions = [
  { value: 'allow', label: 'Allow Access' },
  { value: 'block', label: 'Block Access' },
  { value: 'sign-in', label: 'Sign In Again' },
  { value: 'bypass', label: 'Bypass' },
  { value: 'forward-allowed', label: 'Only Forward Allowed Applications' },
  { value: 'forward', label: 'Forward' },
  { value: 'timeouts', label: 'Timeouts' },
] as const

export type LoggedAction = (typeof loggedActions)[number]['value']

/** Why it was decided so. */
export const loggedReasons = [
  { value: 'rule', label: 'A rule matches' },
  { value: 'unknown', label: 'A blocking rule may match' },
  { value: 'default', label: 'No rule matches' },
  { value: 'no-application', label: 'No application' },
  { value: 'blocked', label: 'Blocked by an administrator' },
  { value: 'absent', label: 'Not provisioned' },
  { value: 'inactive', label: 'Inactive' },
  { value: 'idp', label: 'IdP disabled' },
  { value: 'expired', label: 'Authentication Timeout' },
  { value: 'idle', label: 'Idle Connection Timeout' },
  { value: 'exempt', label: 'Exempted URL' },
  { value: 'not-enforced', label: 'Authentication not enforced' },
] as const

export type LoggedReason = (typeof loggedReasons)[number]['value']

export const decisionSources = [
  { value: 'forward-auth', label: 'Forward-auth' },
  { value: 'api', label: 'Decision API' },
] as const

export const decisionPolicies = [
  { value: 'access', label: 'Access Policy' },
  { value: 'forwarding', label: 'Client Forwarding Policy' },
  { value: 'timeout', label: 'Timeout Policy' },
] as const

/** How the decision log is kept, unless it is set. */
export const decisionLogDefaults = { allowShare: 10, retentionDays: 30 } as const

/** One of so many allows is kept. */
export const allowShares = [
  { value: 1, label: 'Every allow' },
  { value: 10, label: '1 in 10 allows' },
  { value: 100, label: '1 in 100 allows' },
  { value: 1_000, label: '1 in 1,000 allows' },
] as const

export const decisionLog = defineTable({
  name: 'decision-log',
  title: 'Decision Log',
  noun: { one: 'decision', many: 'decisions' },
  whenEmpty:
    'Nobody has asked for a decision in this time range. Decisions come from a reverse proxy by forward-auth, or through the API.',
  columns: [
    {
      id: 'at',
      label: 'Time',
      kind: 'instant',
      sort: 'desc',
      help: 'Click a time to switch between local time and UTC.',
    },
    { id: 'action', label: 'Action', kind: 'enum' },
    { id: 'userName', label: 'User Name', kind: 'text' },
    { id: 'application', label: 'Application', kind: 'text' },
    { id: 'rule', label: 'Rule', kind: 'text' },
    { id: 'reason', label: 'Reason', kind: 'enum' },
    { id: 'provider', label: 'IdP Name', kind: 'text' },
    { id: 'address', label: 'Address', kind: 'text' },
    { id: 'host', label: 'Host', kind: 'text', hidden: true },
    { id: 'policy', label: 'Policy', kind: 'enum', hidden: true },
    { id: 'clientType', label: 'Client Type', kind: 'enum', hidden: true },
    { id: 'platform', label: 'Platform', kind: 'enum', hidden: true },
    { id: 'countryCode', label: 'Country Code', kind: 'text', hidden: true },
    { id: 'source', label: 'Asked By', kind: 'text', hidden: true },
    { id: 'count', label: 'Count', kind: 'count', hidden: true, help: 'So many were alike within a minute.' },
    { id: 'lastAt', label: 'Last Time', kind: 'instant', hidden: true },
    { id: 'share', label: 'Kept 1 In', kind: 'count', hidden: true, help: 'One of so many allows was kept.' },
    { id: 'ruleId', label: 'Rule ID', kind: 'id', hidden: true },
    { id: 'applicationId', label: 'Application ID', kind: 'id', hidden: true },
    { id: 'userId', label: 'Internal Entity ID', kind: 'id', hidden: true },
    { id: 'id', label: 'Decision ID', kind: 'id', hidden: true },
  ],
  filters: [
    {
      id: 'text',
      label: 'Text',
      kind: 'search',
      help: 'Searches user names, applications, hosts, rules and addresses.',
    },
    { id: 'action', label: 'Action', kind: 'choices', choices: loggedActions, facets: true },
    { id: 'userName', label: 'User Name', kind: 'contains' },
    { id: 'provider', label: 'IdP Name', kind: 'choices', choices: [], facets: true },
    { id: 'application', label: 'Application', kind: 'contains' },
    { id: 'rule', label: 'Rule', kind: 'contains' },
    { id: 'reason', label: 'Reason', kind: 'choices', choices: loggedReasons, facets: true },
    { id: 'policy', label: 'Policy', kind: 'choices', choices: decisionPolicies, facets: true },
    { id: 'address', label: 'Address', kind: 'contains' },
    { id: 'source', label: 'Asked By', kind: 'choices', choices: decisionSources, facets: true },
    { id: 'userId', label: 'Internal Entity ID', kind: 'equals' },
    { id: 'applicationId', label: 'Application ID', kind: 'equals' },
    { id: 'ruleId', label: 'Rule ID', kind: 'equals' },
  ],
  range: logRange(decisionLogDefaults.retentionDays),
  defaultSort: { id: 'at', direction: 'desc' },
  hasExport: true,
})

/** The table of a log that is kept for so many days: time ranges follow. */
export const decisionLogKept = (days: number): typeof decisionLog => ({ ...decisionLog, range: logRange(days) })
