import type { AttributeSpec } from './attribute.ts'

/** RFC 7643 §4.2. A group's displayName is unique within its identity provider. */
export const groupSpecs: readonly AttributeSpec[] = [
  { name: 'displayName', description: 'Name of the group, unique.', required: true, uniqueness: 'server' },
  {
    name: 'members',
    description: 'Members of the group.',
    type: 'complex',
    multiValued: true,
    subAttributes: [
      { name: 'value', description: 'The id of the member.', caseExact: true, mutability: 'immutable' },
      {
        name: '$ref',
        description: 'The URI of the member.',
        type: 'reference',
        mutability: 'immutable',
        referenceTypes: ['User', 'Group'],
      },
      {
        name: 'type',
        description: 'The kind of resource that the member is.',
        mutability: 'immutable',
        canonicalValues: ['User', 'Group'],
      },
      { name: 'display', description: 'Name of the member, for display.', mutability: 'readOnly' },
    ],
  },
]
