import type { AttributeSpec } from './attribute.ts'

/**
 * Attributes that some apps add to the core schema, each as one text: beside `title`, `locale` and `preferredLanguage`,
 * which RFC 7643 has there already, and beside the enterprise extension's manager and employeeNumber.
 */
export const additionalSpecs: readonly AttributeSpec[] = [
  { name: 'manager', description: "The manager's id or name, as text." },
  { name: 'streetAddress', description: 'Street, house number, apartment.' },
  { name: 'city', description: 'City.' },
  { name: 'state', description: 'State or region.' },
  { name: 'zipCode', description: 'Postal code.' },
  { name: 'countryCode', description: 'Country, as a code.' },
  { name: 'postalAddress', description: 'Where mail is sent.' },
  { name: 'mobilePhones', description: 'Mobile phone numbers, in one text.' },
  { name: 'employeeNumber', description: 'Identifier that the organization gave the person.' },
]

/**
 * How long the twelve are meant to be, in characters: what the profile of the app at the IdP allows. A longer value is
 * kept as it is, and flagged.
 */
export const profileLengths: ReadonlyMap<string, number> = new Map([
  ['manager', 128],
  ['title', 32],
  ['streetAddress', 64],
  ['city', 32],
  ['state', 32],
  ['zipCode', 32],
  ['countryCode', 32],
  ['postalAddress', 32],
  ['locale', 32],
  ['mobilePhones', 32],
  ['preferredLanguage', 32],
  ['employeeNumber', 32],
])

/** By code points: what a person counts, but for combined emoji. */
export const charactersIn = (text: string): number => Array.from(text).length
