import { auditResources, auditWords } from './audit-words.ts'
import { defineTable } from './define-table.ts'

export const auditLogs = defineTable({
  name: 'audit-logs',
  title: 'Audit Logs',
  noun: { one: 'entry', many: 'entries' },
  whenEmpty: 'Whatever an administrator does leaves an entry here. Nothing was done in this time range.',
  columns: [
    {
      id: 'at',
      label: 'Timestamp',
      kind: 'instant',
      sort: 'desc',
      help: 'Click a time to switch between local time and UTC.',
    },
    { id: 'actor', label: 'Administrator', kind: 'text' },
    { id: 'action', label: 'Action', kind: 'enum' },
    { id: 'resourceType', label: 'Resource Type', kind: 'text' },
    { id: 'resourceName', label: 'Resource Name', kind: 'text' },
    { id: 'changes', label: 'Changes', kind: 'text', csv: false },
    { id: 'address', label: 'Address', kind: 'text' },
    { id: 'actorId', label: 'Admin ID', kind: 'id', hidden: true },
    { id: 'resourceId', label: 'Resource ID', kind: 'id', hidden: true },
    { id: 'operation', label: 'Operation', kind: 'text', hidden: true, help: 'What was done, exactly.' },
    { id: 'userAgent', label: 'Client', kind: 'text', hidden: true },
    { id: 'before', label: 'Before', kind: 'text', hidden: true },
    { id: 'after', label: 'After', kind: 'text', hidden: true },
  ],
  filters: [
    { id: 'actor', label: 'Administrator', kind: 'contains' },
    {
      id: 'action',
      label: 'Action',
      kind: 'choices',
      facets: true,
      choices: auditWords.map(({ value, label }) => ({ value, label })),
    },
    { id: 'resourceType', label: 'Resource Type', kind: 'choices', facets: true, choices: auditResources },
    { id: 'resourceName', label: 'Resource Name', kind: 'contains' },
    { id: 'resourceId', label: 'Resource ID', kind: 'equals' },
    { id: 'text', label: 'Text', kind: 'contains', help: 'Anywhere in what was before and after, or in the address.' },
  ],
  range: {
    label: 'Time Range',
    presets: [
      { value: '1d', label: 'Last 24 hours', days: 1 },
      { value: '7d', label: 'Last 7 days', days: 7 },
      { value: '1m', label: 'Last month', days: 31 },
      { value: '6m', label: 'Last 6 months', days: 183 },
      { value: '1y', label: 'Last year', days: 366 },
    ],
    default: 'none',
    maxDays: 366,
  },
  defaultSort: { id: 'at', direction: 'desc' },
  hasExport: true,
})
