import { defineTable } from './define-table.ts'

/** Attributes of assertions that policies may use, of all IdPs together. */
export const samlAttributes = defineTable({
  name: 'saml-attributes',
  title: 'SAML Attributes',
  noun: { one: 'attribute', many: 'attributes' },
  whenEmpty:
    'There are no SAML attributes yet. Import them from a test sign-in, or add those whose names you know from the IdP.',
  columns: [
    { id: 'name', label: 'Name', kind: 'text', sort: 'asc', help: 'What policies and this portal call it.' },
    {
      id: 'samlAttribute',
      label: 'SAML Attribute',
      kind: 'text',
      sort: 'asc',
      help: 'Its name in assertions, exactly.',
    },
    { id: 'provider', label: 'IdP Name', kind: 'text', sort: 'asc' },
    { id: 'updatedAt', label: 'Last Updated', kind: 'instant', sort: 'desc', hidden: true },
    { id: 'createdAt', label: 'Created', kind: 'instant', sort: 'desc', hidden: true },
    { id: 'id', label: 'Attribute ID', kind: 'id', hidden: true },
  ],
  filters: [
    { id: 'name', label: 'Name', kind: 'contains' },
    { id: 'samlAttribute', label: 'SAML Attribute', kind: 'contains' },
    { id: 'provider', label: 'IdP Name', kind: 'choices', facets: true, choices: [] },
  ],
  hasExport: true,
  defaultSort: { id: 'name', direction: 'asc' },
})
