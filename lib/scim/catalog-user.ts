import type { AttributeSpec } from './attribute.ts'

const primary: AttributeSpec = {
  name: 'primary',
  description: 'Whether this is the preferred value; true for one value at most.',
  type: 'boolean',
}
const display: AttributeSpec = { name: 'display', description: 'Name of the value, for display.' }

/** A multi-valued attribute with RFC 7643 §2.4's usual parts. */
const plural = (
  name: string,
  description: string,
  types: readonly string[] | undefined,
  value: Partial<AttributeSpec> = {},
): AttributeSpec => ({
  name,
  description,
  type: 'complex',
  multiValued: true,
  subAttributes: [
    { name: 'value', description: 'The value.', ...value },
    display,
    {
      name: 'type',
      description: 'What the value is used for.',
      ...(types === undefined ? {} : { canonicalValues: types }),
    },
    primary,
  ],
})

/** RFC 7643 §4.1. */
export const userSpecs: readonly AttributeSpec[] = [
  {
    name: 'userName',
    description: 'Name by which the user signs in; unique, without regard to case.',
    required: true,
    uniqueness: 'server',
  },
  {
    name: 'name',
    description: "Parts of the user's name.",
    type: 'complex',
    subAttributes: [
      { name: 'formatted', description: 'The full name, for display.' },
      { name: 'familyName', description: 'Family name, or last name.' },
      { name: 'givenName', description: 'Given name, or first name.' },
      { name: 'middleName', description: 'Middle names.' },
      { name: 'honorificPrefix', description: 'Title before the name, such as "Dr.".' },
      { name: 'honorificSuffix', description: 'Suffix after the name, such as "III".' },
    ],
  },
  { name: 'displayName', description: 'Name of the user, for display.' },
  { name: 'nickName', description: 'Casual name of the user.' },
  {
    name: 'profileUrl',
    description: 'URL of a page about the user.',
    type: 'reference',
    referenceTypes: ['external'],
  },
  { name: 'title', description: 'Job title.' },
  { name: 'userType', description: 'Relationship to the organization, such as "Employee".' },
  { name: 'preferredLanguage', description: 'Preferred languages, as in Accept-Language.' },
  { name: 'locale', description: 'Locale for dates, numbers and currency, such as "en-US".' },
  { name: 'timezone', description: 'Time zone, such as "America/Los_Angeles".' },
  { name: 'active', description: 'Whether the user may have access.', type: 'boolean' },
  {
    name: 'password',
    description: 'Accepted and not kept: users sign in through their identity provider.',
    mutability: 'writeOnly',
    returned: 'never',
  },
  plural('emails', 'E-mail addresses.', ['work', 'home', 'other']),
  plural('phoneNumbers', 'Phone numbers.', ['work', 'home', 'mobile', 'fax', 'pager', 'other']),
  plural('ims', 'Instant messaging addresses.', ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo']),
  plural('photos', 'URLs of photos of the user.', ['photo', 'thumbnail'], {
    type: 'reference',
    referenceTypes: ['external'],
  }),
  {
    name: 'addresses',
    description: 'Postal addresses.',
    type: 'complex',
    multiValued: true,
    subAttributes: [
      { name: 'formatted', description: 'The full address, for display or a label.' },
      { name: 'streetAddress', description: 'Street, house number, apartment.' },
      { name: 'locality', description: 'City.' },
      { name: 'region', description: 'State or region.' },
      { name: 'postalCode', description: 'Postal code.' },
      { name: 'country', description: 'Country.' },
      { name: 'type', description: 'What the address is used for.', canonicalValues: ['work', 'home', 'other'] },
      primary,
    ],
  },
  {
    name: 'groups',
    description: 'Groups that the user is a member of; changed through the groups.',
    type: 'complex',
    multiValued: true,
    mutability: 'readOnly',
    subAttributes: [
      { name: 'value', description: 'The id of the group.', caseExact: true, mutability: 'readOnly' },
      {
        name: '$ref',
        description: 'The URI of the group.',
        type: 'reference',
        mutability: 'readOnly',
        referenceTypes: ['Group'],
      },
      { name: 'display', description: 'Name of the group.', mutability: 'readOnly' },
      {
        name: 'type',
        description: 'Whether the membership is direct.',
        mutability: 'readOnly',
        canonicalValues: ['direct', 'indirect'],
      },
    ],
  },
  plural('entitlements', 'Things that the user has.', undefined),
  plural('roles', 'Roles of the user.', undefined),
  plural('x509Certificates', 'Certificates of the user, DER in Base64.', undefined, { type: 'binary' }),
]
