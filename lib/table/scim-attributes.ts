import { defineTable } from './define-table.ts'

export const scimAttributes = defineTable({
  name: 'scim-attributes',
  title: 'SCIM Attributes',
  noun: { one: 'attribute', many: 'attributes' },
  whenEmpty: 'Attributes are listed once SCIM Sync is enabled for an IdP.',
  columns: [
    { id: 'label', label: 'SCIM Attribute Name', kind: 'text', sort: 'asc' },
    { id: 'path', label: 'SCIM Attribute', kind: 'text' },
    { id: 'required', label: 'Required Attribute', kind: 'flag' },
    { id: 'unique', label: 'Unique Attribute', kind: 'flag' },
    { id: 'type', label: 'Type', kind: 'enum', hidden: true },
    { id: 'schema', label: 'Schema', kind: 'text', hidden: true },
  ],
  filters: [{ id: 'attribute', label: 'SCIM Attribute', kind: 'contains' }],
  defaultSort: { id: 'label', direction: 'asc' },
})
