import { clientLabels } from '#lib/scim/clients.ts'
import { defineTable } from './define-table.ts'
import { logRange } from './log-range.ts'

/** RFC 7644 table 9, and the two of RFC 9865. */
const scimTypes = [
  'invalidFilter',
  'tooMany',
  'uniqueness',
  'mutability',
  'invalidSyntax',
  'invalidPath',
  'noTarget',
  'invalidValue',
  'invalidVers',
  'sensitive',
  'invalidCursor',
  'expiredCursor',
  'invalidCount',
]

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
    { id: 'status', label: 'Status Code', kind: 'enum' },
    { id: 'sentence', label: 'What Happened', kind: 'text' },
    { id: 'request', label: 'Request (Method - URL)', kind: 'text' },
    { id: 'entity', label: 'Entity (Type: Internal Entity ID)', kind: 'id' },
    { id: 'entityName', label: 'Entity Name', kind: 'text' },
    { id: 'durationMs', label: 'Response Duration (ms)', kind: 'duration' },
    { id: 'externalId', label: 'IdP SCIM Entity ID', kind: 'id' },
    { id: 'outcome', label: 'Outcome', kind: 'enum', hidden: true },
    { id: 'scimType', label: 'scimType', kind: 'enum', hidden: true, help: 'The SCIM error type that was answered.' },
    { id: 'client', label: 'Client', kind: 'enum', hidden: true, help: 'Who seems to have sent the request.' },
    { id: 'detail', label: 'Detail', kind: 'text', hidden: true },
    { id: 'address', label: 'Caller', kind: 'text', hidden: true },
  ],
  filters: [
    {
      id: 'text',
      label: 'Text',
      kind: 'search',
      help: 'Searches URL, names, ids, detail and both bodies of the newest 5,000 requests of the time range. A range further back reaches older ones.',
    },
    {
      id: 'outcome',
      label: 'Outcome',
      kind: 'choices',
      facets: true,
      help: 'Unchanged updates are folded unless No change is chosen.',
      choices: [
        { value: 'changed', label: 'Changed' },
        { value: 'no-change', label: 'No change' },
        { value: 'rejected', label: 'Rejected' },
      ],
    },
    {
      id: 'entityName',
      label: 'Entity Name',
      kind: 'contains',
      help: 'Finds whoever is called that now, and names in the newest 20,000 requests of the time range.',
    },
    {
      id: 'externalId',
      label: 'IdP SCIM Entity ID',
      kind: 'equals',
      help: 'Finds whoever has it now, and the newest 20,000 requests of the time range.',
    },
    { id: 'entityId', label: 'Internal Entity ID', kind: 'equals' },
    {
      id: 'payloadId',
      label: 'Payload Search Entity ID',
      kind: 'equals',
      help: 'Requests about the entity that has this id, here or at the IdP, or whose payload names it.',
    },
    {
      id: 'entityType',
      label: 'Entity Type',
      kind: 'choices',
      facets: true,
      choices: [
        { value: 'User', label: 'User' },
        { value: 'Group', label: 'Group' },
      ],
    },
    {
      id: 'status',
      label: 'Response Status Code',
      kind: 'choices',
      facets: true,
      choices: same(['200', '201', '204', '400', '401', '403', '404', '409', '412', '413', '415', '429', '500', '503']),
    },
    {
      id: 'scimType',
      label: 'scimType',
      kind: 'choices',
      facets: true,
      choices: same(scimTypes),
    },
    {
      id: 'method',
      label: 'HTTP Method',
      kind: 'choices',
      facets: true,
      choices: same(['POST', 'PUT', 'PATCH', 'DELETE', 'GET']),
    },
    {
      id: 'client',
      label: 'Client',
      kind: 'choices',
      facets: true,
      choices: Object.entries(clientLabels).map(([value, label]) => ({ value, label })),
    },
    {
      id: 'duration',
      label: 'Response Duration',
      kind: 'choice',
      facets: true,
      choices: [
        { value: 'up-to-200', label: 'Up to 200 ms' },
        { value: 'up-to-500', label: 'Up to 500 ms' },
        { value: 'up-to-1000', label: 'Up to 1 s' },
        { value: 'up-to-3000', label: 'Up to 3 s' },
        { value: 'over-3000', label: 'More than 3 s' },
      ],
    },
  ],
  range: logRange(14),
  defaultSort: { id: 'at', direction: 'desc' },
  hasExport: true,
})

/** The table of an IdP that keeps its logs for so many days: time ranges follow. Unless outcomes are asked for, it folds. */
export const syncLogsKept = (days: number, isFolded: boolean): typeof scimSyncLogs => ({
  ...scimSyncLogs,
  range: logRange(days),
  ...(isFolded ? { alsoMatching: 'the unchanged updates that are folded among them' } : {}),
})
