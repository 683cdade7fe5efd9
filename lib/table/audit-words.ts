/**
 * The words an audit row's action is shown as. `exact` names whole actions (`noun.verb`), `verbs` those of any noun; exact
 * names go first. The values are what the filter's address carries.
 */
export const auditWords = [
  { value: 'sign-in', label: 'Sign In', exact: ['session.create'] },
  { value: 'break-glass', label: 'Break-Glass Sign In', exact: ['break-glass.use'] },
  { value: 'sign-out', label: 'Sign Out', exact: ['session.end', 'session.end-all'] },
  { value: 'sign-in-failure', label: 'Sign In Failure', exact: ['session.refuse'] },
  { value: 'session-revoked', label: 'Session Revoked', exact: ['session.revoke', 'user-session.revoke'] },
  {
    value: 'reset',
    label: 'Reset',
    exact: ['administrator.reset-password', 'administrator.reset-mfa', 'administrator.set-password'],
  },
  { value: 'create', label: 'Create', verbs: ['create', 'add', 'generate', 'issue', 'invite', 'begin', 'import'] },
  { value: 'update', label: 'Update', verbs: ['update', 'save', 'pause', 'resume', 'apply', 'rename', 'reorder'] },
  { value: 'delete', label: 'Delete', verbs: ['delete', 'remove', 'discard'] },
  { value: 'enable', label: 'Enable', verbs: ['enable', 'reactivate'] },
  { value: 'disable', label: 'Disable', verbs: ['disable', 'deactivate'] },
  { value: 'rotate', label: 'Rotate', verbs: ['rotate', 'rotate-secret'] },
  { value: 'revoke', label: 'Revoke', verbs: ['revoke'] },
  { value: 'download', label: 'Download', verbs: ['download', 'export'] },
] as const satisfies readonly AuditWord[]

export type AuditWord = {
  readonly value: string
  readonly label: string
  readonly exact?: readonly string[]
  readonly verbs?: readonly string[]
}

/** `Sign In Failure`, `Update`; an action without a word of its own reads as its verb: `Confirm`, `Use`. */
export function auditActionLabel(action: string): string {
  const verb = action.slice(action.indexOf('.') + 1)
  const words: readonly AuditWord[] = auditWords
  const found = words.find((word) => word.exact?.includes(action)) ?? words.find((word) => word.verbs?.includes(verb))
  return found?.label ?? capitalised(verb)
}

/** What was acted on, as the reference names it where it does. */
export const auditResources = [
  { value: 'administrator', label: 'Administrator' },
  { value: 'idp', label: 'IdP Configuration' },
  { value: 'certificate', label: 'IdP Certificate' },
  { value: 'token', label: 'SCIM Bearer Token' },
  { value: 'api-key', label: 'API Key' },
  { value: 'organisation', label: 'Organisation' },
  { value: 'setting', label: 'Authentication Setting' },
  { value: 'location', label: 'Location' },
  { value: 'exempted-url', label: 'Exempted URL' },
  { value: 'user', label: 'User' },
  { value: 'user-session', label: 'User Session' },
  { value: 'group', label: 'Group' },
  { value: 'department', label: 'Department' },
  { value: 'policy', label: 'Policy' },
  { value: 'application', label: 'Application' },
  { value: 'segment-group', label: 'Segment Group' },
  { value: 'table', label: 'Table' },
  { value: 'saved-filter', label: 'Applied Filter' },
  { value: 'audit-log', label: 'Audit Logs' },
  { value: 'alert', label: 'Alert' },
  { value: 'alert-destination', label: 'Alert Destination' },
  { value: 'alert-delivery', label: 'Alert Delivery' },
  { value: 'mail-server', label: 'Mail Server' },
  { value: 'setup-link', label: 'Set-up Link' },
] as const

export const auditResourceLabel = (type: string): string =>
  auditResources.find(({ value }) => value === type)?.label ?? capitalised(type)

const capitalised = (words: string): string =>
  words
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
