import { defineTable, type TableDefinition } from './define-table.ts'

const states = [
  { value: 'enabled', label: 'Enabled' },
  { value: 'disabled', label: 'Disabled' },
] as const

export const applications = defineTable({
  name: 'applications',
  title: 'Applications',
  noun: { one: 'application segment', many: 'application segments' },
  whenEmpty:
    'There are no application segments yet. Add the hosts and ports that people want to reach: policies decide about nothing else.',
  columns: [
    { id: 'name', label: 'Name', kind: 'text', sort: 'asc' },
    { id: 'status', label: 'Status', kind: 'flag' },
    { id: 'domains', label: 'Domains', kind: 'text' },
    { id: 'ports', label: 'Ports', kind: 'text' },
    { id: 'group', label: 'Segment Group', kind: 'text' },
    { id: 'updatedAt', label: 'Last Updated', kind: 'instant', sort: 'desc' },
    { id: 'id', label: 'Application ID', kind: 'id', hidden: true },
  ],
  filters: [
    { id: 'name', label: 'Name', kind: 'contains' },
    { id: 'domain', label: 'Domain', kind: 'contains' },
    { id: 'group', label: 'Segment Group', kind: 'choices', facets: true, choices: [] },
    { id: 'status', label: 'Status', kind: 'choice', facets: true, choices: states },
  ],
  defaultSort: { id: 'name', direction: 'asc' },
  hasExport: true,
})

/** The table with these segment groups to choose from; `none` for segments in none. */
export const withSegmentGroups = <D extends TableDefinition>(
  definition: D,
  groups: readonly { readonly id: string; readonly name: string }[],
): D => ({
  ...definition,
  filters: definition.filters.map((filter) =>
    filter.id === 'group'
      ? {
          ...filter,
          choices: [{ value: 'none', label: 'In none' }, ...groups.map(({ id, name }) => ({ value: id, label: name }))],
        }
      : filter,
  ),
})

export const segmentGroups = defineTable({
  name: 'segment-groups',
  title: 'Segment Groups',
  noun: { one: 'segment group', many: 'segment groups' },
  whenEmpty: 'There are no segment groups yet. A rule that names a group applies to every segment in it.',
  columns: [
    { id: 'name', label: 'Name', kind: 'text', sort: 'asc' },
    { id: 'status', label: 'Status', kind: 'flag' },
    { id: 'applications', label: 'Application Segments', kind: 'count' },
    { id: 'description', label: 'Description', kind: 'text' },
    { id: 'updatedAt', label: 'Last Updated', kind: 'instant', sort: 'desc' },
    { id: 'id', label: 'Segment Group ID', kind: 'id', hidden: true },
  ],
  filters: [
    { id: 'name', label: 'Name', kind: 'contains' },
    { id: 'status', label: 'Status', kind: 'choice', facets: true, choices: states },
  ],
  defaultSort: { id: 'name', direction: 'asc' },
  hasExport: true,
})
