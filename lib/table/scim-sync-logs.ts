import { defineTable } from './define-table.ts'

const same = (values: readonly string[]) => values.map((value) => ({ value, label: value }))

export const scimSyncLogs = defineTable({
  name: 'scim-sync-logs',
  title: 'SCIM Sync Logs',
  noun: { one: 'request', many: 'requests' },
  whenEmpty:
    'No request that changes something, and none that was rejected, has arrived in this time range. Lookups are not logged.',
  columns: [
    {
      id: 'at',
      label: 'Request Time',
      kind: 'instant',
      sort: 'desc',
      help: 'Click a time to switch between local time and UTC.',
    },
    { id: 'request', label: 'Request (Method - URL)', kind: 'text' },
    { id: 'entity', label: 'Entity (Type: Internal Entity ID)', kind: 'id' },
    { id: 'entityName', label: 'Entity Name', kind: 'text' },
    { id: 'externalId', label: 'IdP SCIM Entity ID', kind: 'id' },
    { id: 'durationMs', label: 'Response Duration (ms)', kind: 'duration' },
    { id: 'status', label: 'Status Code', kind: 'enum' },
    { id: 'detail', label: 'Detail', kind: 'text', hidden: true },
    { id: 'address', label: 'Caller', kind: 'text', hidden: true },
  ],
  filters: [
    { id: 'entityName', label: 'Entity Name', kind: 'contains' },
    { id: 'externalId', label: 'IdP SCIM Entity ID', kind: 'equals' },
    { id: 'entityId', label: 'Internal Entity ID', kind: 'equals' },
    {
      id: 'payloadId',
      label: 'Payload Search Entity ID',
      kind: 'equals',
      help: 'Requests about this entity, or whose payload names it.',
    },
    {
      id: 'entityType',
      label: 'Entity Type',
      kind: 'choices',
      choices: [
        { value: 'User', label: 'User' },
        { value: 'Group', label: 'Group' },
      ],
    },
    {
      id: 'status',
      label: 'Response Status Code',
      kind: 'choices',
      choices: same(['200', '201', '204', '400', '401', '403', '404', '409', '412', '413', '415', '429', '500', '503']),
    },
    { id: 'method', label: 'HTTP Method', kind: 'choices', choices: same(['POST', 'PUT', 'PATCH', 'DELETE', 'GET']) },
    {
      id: 'duration',
      label: 'Response Duration',
      kind: 'choice',
      choices: [
        { value: 'up-to-200', label: 'Up to 200 ms' },
        { value: 'up-to-500', label: 'Up to 500 ms' },
        { value: 'up-to-1000', label: 'Up to 1 s' },
        { value: 'up-to-3000', label: 'Up to 3 s' },
        { value: 'over-3000', label: 'More than 3 s' },
      ],
    },
  ],
  range: {
    label: 'Time Range',
    presets: [
      { value: '7d', label: 'Last 7 days', days: 7 },
      { value: '14d', label: 'Last 14 days', days: 14 },
    ],
    default: '14d',
    maxDays: 14,
  },
  defaultSort: { id: 'at', direction: 'desc' },
})
