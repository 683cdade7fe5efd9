import type { AttributeSpec } from './attribute.ts'

/** RFC 7643 §4.3. */
export const enterpriseSpecs: readonly AttributeSpec[] = [
  { name: 'employeeNumber', description: 'Identifier that the organization gave the person.' },
  { name: 'costCenter', description: 'Name of a cost center.' },
  { name: 'organization', description: 'Name of an organization.' },
  { name: 'division', description: 'Name of a division.' },
  { name: 'department', description: 'Name of a department.' },
  {
    name: 'manager',
    description: "The user's manager.",
    type: 'complex',
    subAttributes: [
      { name: 'value', description: "The id of the manager's user resource.", caseExact: true },
      {
        name: '$ref',
        description: "The URI of the manager's user resource.",
        type: 'reference',
        referenceTypes: ['User'],
      },
      { name: 'displayName', description: "The manager's display name." },
    ],
  },
]
