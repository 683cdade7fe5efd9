import { defineTable, type TableDefinition } from './define-table.ts'

export const locations = defineTable({
  name: 'locations',
  title: 'Locations',
  noun: { one: 'location', many: 'locations' },
  whenEmpty:
    'There are no locations yet. Add the addresses that your offices come from, to say which IdP signs people in there.',
  columns: [
    { id: 'name', label: 'Name', kind: 'text', sort: 'asc' },
    { id: 'ranges', label: 'IP Addresses', kind: 'text' },
    {
      id: 'enforcesAuthentication',
      label: 'Enforce Authentication',
      kind: 'flag',
      help: 'Whether people who come from here have to sign in.',
    },
    { id: 'idp', label: 'IdP', kind: 'text', help: 'Who signs people in whose domain belongs to no IdP.' },
    { id: 'updatedAt', label: 'Last Updated', kind: 'instant', sort: 'desc' },
    { id: 'id', label: 'Location ID', kind: 'id', hidden: true },
  ],
  filters: [
    { id: 'name', label: 'Name', kind: 'contains' },
    {
      id: 'kind',
      label: 'Kind',
      kind: 'choice',
      facets: true,
      choices: [
        { value: 'location', label: 'Location' },
        { value: 'sublocation', label: 'Sublocation' },
      ],
    },
    { id: 'mapped', label: 'IdP', kind: 'choices', facets: true, choices: [] },
    {
      id: 'enforced',
      label: 'Enforce Authentication',
      kind: 'choice',
      facets: true,
      choices: [
        { value: 'enabled', label: 'Enabled' },
        { value: 'disabled', label: 'Disabled' },
      ],
    },
  ],
  defaultSort: { id: 'name', direction: 'asc' },
  hasExport: true,
})

/** The table with these IdPs to choose from: by name; `default` for places that have none of their own. */
export const withIdps = <D extends TableDefinition>(
  definition: D,
  idps: readonly { readonly id: string; readonly name: string }[],
): D => ({
  ...definition,
  filters: definition.filters.map((filter) =>
    filter.id === 'mapped'
      ? {
          ...filter,
          choices: [
            { value: 'default', label: 'None of its own' },
            ...idps.map(({ id, name }) => ({ value: id, label: name })),
          ],
        }
      : filter,
  ),
})
