import type { SamlAttribute } from '#lib/saml/assertion.ts'
import { fold } from '#lib/scim/fold.ts'
import { MAX_NAME_LENGTH } from '#lib/scim/resource.ts'
import type { AdmittingIdp } from './admit-user.ts'

/** What an assertion says of a person, as far as it can be kept. */
export type AssertedPerson = {
  /** Undefined: nothing was said, what is known stays. */
  displayName: string | undefined
  /** Null: the person has none. Undefined: the IdP is not asked for departments. */
  department: string | null | undefined
  /** Names by their folded form. Undefined: the IdP is not asked for groups. */
  groups: Map<string, string> | undefined
  /** What was left out, as sentences. */
  notes: string[]
}

/** Longest name that sign-ins make, in characters: four bytes each, and an index of PostgreSQL still takes it. */
export const LONGEST_NAME = 256

/**
 * Reads an assertion by the attributes that the IdP is set up with, exactly so written. IdPs leave an attribute out that has
 * no value: no groups are sent means that there are none, since keeping them would keep what they give access to. An
 * attribute that is not named in the configuration is not managed by sign-ins.
 */
export function readAsserted(
  idp: Pick<AdmittingIdp, 'displayNameAttribute' | 'groupNameAttribute' | 'departmentNameAttribute'>,
  attributes: readonly SamlAttribute[],
): AssertedPerson {
  const notes: string[] = []
  const read = (name: string, noun: string): string[] => {
    const values = attributes.filter((one) => one.name === name).flatMap((one) => one.values.map((text) => text.trim()))
    const given = values.filter((text) => text !== '')
    const usable = given.filter(isUsable)
    const left = given.length - usable.length
    if (left > 0) notes.push(`Left out ${left === 1 ? `a ${noun}` : `${left} ${noun}s`} that cannot be a name.`)
    return usable
  }
  const { displayNameAttribute, departmentNameAttribute, groupNameAttribute } = idp
  const [displayName] = displayNameAttribute === '' ? [] : read(displayNameAttribute, 'display name')
  const [department = null] = departmentNameAttribute === '' ? [] : read(departmentNameAttribute, 'department')
  const groups = new Map<string, string>()
  for (const name of groupNameAttribute === '' ? [] : read(groupNameAttribute, 'group')) {
    if (!groups.has(fold(name))) groups.set(fold(name), name)
  }
  return {
    displayName,
    department: departmentNameAttribute === '' ? undefined : department,
    groups: groupNameAttribute === '' ? undefined : groups,
    notes,
  }
}

// Control characters, halves of characters, marks that turn text around, and what has no width: two names would look alike.
const UNSEEN = /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u

// One character may fold to eighteen.
const isShort = (text: string): boolean => text.length <= LONGEST_NAME && fold(text).length <= LONGEST_NAME

const isUsable = (text: string): boolean => isShort(text) && !UNSEEN.test(text)

/** What is wrong with a login name that nobody can have; undefined when somebody can. */
export function loginNameProblem(loginName: string): string | undefined {
  if (loginName.trim() === '') return 'The assertion has no login name.'
  if (loginName.length > MAX_NAME_LENGTH) return `The login name has ${loginName.length} characters.`
  if (/[\p{Cc}\p{Cs}]/u.test(loginName)) return 'The login name holds a control character.'
  return undefined
}

/** The same of one that a user is to be made of. */
export function newNameProblem(loginName: string): string | undefined {
  if (!isShort(loginName)) return `The login name is longer than ${LONGEST_NAME} characters.`
  const isSeen = isUsable(loginName) && !/\p{Cf}/u.test(loginName)
  return isSeen ? undefined : 'The login name holds a character that does not show.'
}
