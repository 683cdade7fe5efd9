import { alertKinds, alertSeverities, alertStates } from './alert-words.ts'
import { defineTable } from './define-table.ts'

/** How long an alert that is over, and what was sent, is kept. */
export const ALERTS_KEPT_DAYS = 90

export const alerts = defineTable({
  name: 'alerts',
  title: 'Alerts',
  noun: { one: 'alert', many: 'alerts' },
  whenEmpty:
    'Nothing has needed attention. Rollcall looks every minute: at certificates and tokens that run out, IdPs that fall silent, bursts of errors and mass deactivations.',
  columns: [
    { id: 'raisedAt', label: 'Raised', kind: 'instant', sort: 'desc' },
    { id: 'severity', label: 'Severity', kind: 'enum' },
    { id: 'text', label: 'Alert', kind: 'text' },
    { id: 'provider', label: 'IdP Name', kind: 'text' },
    { id: 'kind', label: 'Kind', kind: 'enum' },
    { id: 'state', label: 'Status', kind: 'enum' },
    { id: 'resolvedAt', label: 'Resolved', kind: 'instant' },
    { id: 'acknowledgedBy', label: 'Acknowledged By', kind: 'text', hidden: true },
    { id: 'id', label: 'Alert ID', kind: 'id', hidden: true },
  ],
  filters: [
    { id: 'state', label: 'Status', kind: 'choices', facets: true, choices: alertStates },
    { id: 'kind', label: 'Kind', kind: 'choices', facets: true, choices: alertKinds },
    { id: 'severity', label: 'Severity', kind: 'choices', facets: true, choices: alertSeverities },
    { id: 'provider', label: 'IdP Name', kind: 'choices', facets: true, choices: [] },
  ],
  range: {
    label: 'Raised',
    presets: [
      { value: '1d', label: 'Last 24 hours', days: 1 },
      { value: '7d', label: 'Last 7 days', days: 7 },
      { value: '1m', label: 'Last month', days: 31 },
    ],
    default: 'none',
    maxDays: 366,
  },
  defaultSort: { id: 'raisedAt', direction: 'desc' },
  hasExport: true,
})
