import { defineTable } from './define-table.ts'

const tableOf = (isLengthHidden: boolean) =>
  defineTable({
    name: 'scim-attributes',
    title: 'SCIM Attributes',
    noun: { one: 'attribute', many: 'attributes' },
    whenEmpty: 'Attributes are listed once SCIM Sync is enabled for an IdP.',
    columns: [
      { id: 'label', label: 'SCIM Attribute Name', kind: 'text', sort: 'asc' },
      { id: 'path', label: 'SCIM Attribute', kind: 'text' },
      { id: 'required', label: 'Required Attribute', kind: 'flag' },
      { id: 'unique', label: 'Unique Attribute', kind: 'flag' },
      {
        id: 'length',
        label: 'Attribute Length',
        kind: 'text',
        hidden: isLengthHidden,
        help: 'In characters, as the profile of the app at the IdP has it. A longer value is kept and flagged.',
      },
      {
        id: 'users',
        label: 'Users',
        kind: 'count',
        sort: 'desc',
        help: 'How many of the IdP’s users have a value.',
      },
      {
        id: 'values',
        label: 'Values',
        kind: 'count',
        sort: 'desc',
        help: 'Different values that users have, without regard to case. Open a row to see them.',
      },
      { id: 'type', label: 'Type', kind: 'enum', hidden: true },
      { id: 'schema', label: 'Schema', kind: 'text', hidden: true },
    ],
    filters: [{ id: 'attribute', label: 'SCIM Attribute', kind: 'contains' }],
    defaultSort: { id: 'label', direction: 'asc' },
    hasExport: true,
  })

export const scimAttributes = tableOf(true)

/** For an IdP with additional attributes: their lengths are shown without being asked for. */
export const scimAttributesWithLengths = tableOf(false)
