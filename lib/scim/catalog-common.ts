import type { AttributeSpec } from './attribute.ts'

/** What every resource has (RFC 7643 §3.1), beside its schema. */
export const commonSpecs: readonly AttributeSpec[] = [
  {
    name: 'schemas',
    description: 'URNs of the schemas that the resource uses.',
    type: 'reference',
    multiValued: true,
    required: true,
    returned: 'always',
    referenceTypes: ['uri'],
  },
  {
    name: 'id',
    description: 'Identifier issued by the service provider; never reused.',
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  },
  { name: 'externalId', description: 'Identifier issued by the provisioning client.', caseExact: true },
  {
    name: 'meta',
    description: 'Metadata of the resource.',
    type: 'complex',
    mutability: 'readOnly',
    subAttributes: [
      { name: 'resourceType', description: 'Name of the resource type.', caseExact: true, mutability: 'readOnly' },
      { name: 'created', description: 'When it was created.', type: 'dateTime', mutability: 'readOnly' },
      { name: 'lastModified', description: 'When it last changed.', type: 'dateTime', mutability: 'readOnly' },
      {
        name: 'location',
        description: 'Its URI.',
        type: 'reference',
        mutability: 'readOnly',
        referenceTypes: ['uri'],
      },
      { name: 'version', description: 'Its version, as an entity tag.', caseExact: true, mutability: 'readOnly' },
    ],
  },
]
