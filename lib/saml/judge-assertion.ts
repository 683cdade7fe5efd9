import type { Assertion, SamlAttribute } from './assertion.ts'
import type { Checklist, CheckName } from './checks.ts'
import { bearer, namespaces, unspecifiedNameId } from './names.ts'
import { noteSame, oneChild, show, textOf, timeIn } from './reading.ts'
import { childrenNamed, type XmlElement } from './xml.ts'

/** Two clocks may differ by this much. */
export const skewMs = 60_000
/** An assertion is to be used at once. */
export const maximumAgeMs = 10 * 60_000

/** What the assertion is held against. */
export type AssertionExpected = {
  /** Our entity ID for this IdP. */
  audience: string
  acsUrl: string
  /** The IdP's entity ID. */
  issuer: string
  now: Date
}

const { assertion: saml } = namespaces

/**
 * Reads an assertion out of its signed bytes and makes every check of what it says. Faults are noted, and the first of
 * them ends it after all were made. Throws SamlRefusal.
 */
export function judgeAssertion(
  root: XmlElement,
  expected: AssertionExpected,
  checks: Checklist,
): Omit<Assertion, 'xml' | 'checks'> {
  const id = root.attributes.get('ID') ?? ''
  checks.note('form of the assertion', /^[A-Za-z_][A-Za-z0-9_.-]{0,255}$/.test(id), 'The assertion has no usable ID.')
  checks.note(
    'version',
    root.attributes.get('Version') === '2.0',
    `Version is “${show(root.attributes.get('Version') ?? '')}”.`,
  )
  const issuer = textOf(oneChild(root, 'Issuer', checks))
  noteSame('issuer', issuer, expected.issuer, checks)
  const issuedAt = judgeIssue(root, expected.now, checks)
  const subject = oneChild(root, 'Subject', checks)
  const nameId = judgeNameId(subject, checks)
  const confirmation = judgeConfirmation(subject, expected, checks)
  const conditionsEnd = judgeConditions(root, expected, checks)
  const session = judgeAuthentication(root, expected.now, checks)
  const attributes = readAttributes(root, checks)
  checks.settle()
  // With every check made nothing is missing here; tests that leave one out get a date that remembers nothing.
  const never = new Date(0)
  const ends = [confirmation.notOnOrAfter, conditionsEnd, issuedAt && new Date(issuedAt.getTime() + maximumAgeMs)]
  const earliest = Math.min(...ends.map((end) => end?.getTime() ?? Number.POSITIVE_INFINITY))
  return {
    id,
    issuer: issuer ?? '',
    ...nameId,
    ...(session.index === undefined ? {} : { sessionIndex: session.index }),
    ...(confirmation.inResponseTo === undefined ? {} : { inResponseTo: confirmation.inResponseTo }),
    authenticatedAt: session.authenticatedAt ?? never,
    issuedAt: issuedAt ?? never,
    expiresAt: Number.isFinite(earliest) ? new Date(earliest + skewMs) : never,
    ...(session.notOnOrAfter === undefined ? {} : { sessionNotOnOrAfter: session.notOnOrAfter }),
    attributes,
  }
}

function judgeIssue(root: XmlElement, now: Date, checks: Checklist): Date | undefined {
  const issuedAt = timeIn(root, 'IssueInstant', checks)
  checks.note('times present', issuedAt !== undefined, 'The assertion has no IssueInstant.')
  if (!issuedAt) return undefined
  const age = now.getTime() - issuedAt.getTime()
  const words = `Issued at ${issuedAt.toISOString()}; it is ${now.toISOString()}.`
  checks.note('not issued in the future', age >= -skewMs, words, words)
  checks.note('issued just now', age <= maximumAgeMs + skewMs, words, words)
  return issuedAt
}

/** A NameID of plain text. What cannot be seen has no place in it: two that look alike would be two people. */
function judgeNameId(subject: XmlElement | undefined, checks: Checklist): { nameId: string; nameIdFormat: string } {
  const found = subject ? childrenNamed(subject, saml, 'NameID') : []
  const others = subject?.children.filter(({ name }) => name === 'BaseID' || name === 'EncryptedID') ?? []
  const nameId = textOf(found[0]) ?? ''
  const isOne = found.length === 1 && others.length === 0 && nameId !== ''
  checks.note('one NameID', isOne, 'The subject needs one NameID of plain text.', show(nameId))
  const isVisible = nameId.length <= 1024 && !/[\p{Cc}\p{Cf}]/u.test(nameId)
  checks.note('NameID can be read', isVisible, `“${show(nameId)}” holds characters that cannot be seen.`)
  return { nameId, nameIdFormat: shortIn(found[0], 'Format', checks) ?? unspecifiedNameId }
}

function judgeConfirmation(
  subject: XmlElement | undefined,
  { acsUrl, now }: AssertionExpected,
  checks: Checklist,
): { notOnOrAfter?: Date | undefined; inResponseTo?: string | undefined } {
  const confirmations = subject ? childrenNamed(subject, saml, 'SubjectConfirmation') : []
  const confirmation = confirmations[0]
  const isBearer = confirmations.length === 1 && confirmation?.attributes.get('Method') === bearer
  const methods = confirmations.map((each) => show(each.attributes.get('Method') ?? '')).join(', ')
  checks.note(
    'bearer',
    isBearer,
    `One SubjectConfirmation with method bearer is needed; found: ${methods || 'none'}.`,
    bearer,
  )
  const data = confirmation && oneChild(confirmation, 'SubjectConfirmationData', checks)
  noteSame('recipient', data?.attributes.get('Recipient'), acsUrl, checks)
  const notOnOrAfter = timeIn(data, 'NotOnOrAfter', checks)
  checks.note('times present', notOnOrAfter !== undefined, 'SubjectConfirmationData has no NotOnOrAfter.')
  noteOpen('confirmation not expired', notOnOrAfter, now, checks)
  noteBegun('confirmation valid already', timeIn(data, 'NotBefore', checks), now, checks)
  return { notOnOrAfter, inResponseTo: shortIn(data, 'InResponseTo', checks) }
}

/** Conditions that are not understood make an assertion invalid (SAML Core §2.5.1.1). */
const known = new Set(['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'])

function judgeConditions(root: XmlElement, expected: AssertionExpected, checks: Checklist): Date | undefined {
  const conditions = oneChild(root, 'Conditions', checks)
  const strange = conditions?.children.find(({ name, namespace }) => namespace !== saml || !known.has(name))
  checks.note('conditions', !strange, `${show(strange?.name ?? '')} is not a condition that is understood.`)
  const notBefore = timeIn(conditions, 'NotBefore', checks)
  const notOnOrAfter = timeIn(conditions, 'NotOnOrAfter', checks)
  const isWindow = notBefore !== undefined && notOnOrAfter !== undefined
  checks.note('times present', isWindow, 'Conditions need NotBefore and NotOnOrAfter.')
  noteBegun('valid already', notBefore, expected.now, checks)
  noteOpen('not expired', notOnOrAfter, expected.now, checks)
  judgeAudience(conditions, expected.audience, checks)
  return notOnOrAfter
}

/** Each restriction must name us (SAML Core §2.5.1.4). */
function judgeAudience(conditions: XmlElement | undefined, audience: string, checks: Checklist): void {
  const restrictions = conditions ? childrenNamed(conditions, saml, 'AudienceRestriction') : []
  const named = restrictions.map((each) => childrenNamed(each, saml, 'Audience').map((one) => textOf(one) ?? ''))
  const isForUs = named.length > 0 && named.every((audiences) => audiences.includes(audience))
  const found = named.flat().map(show).join(', ')
  checks.note('audience', isForUs, `It is for “${found}”; “${audience}” was expected.`, show(audience))
}

function judgeAuthentication(
  root: XmlElement,
  now: Date,
  checks: Checklist,
): { authenticatedAt?: Date | undefined; index?: string | undefined; notOnOrAfter?: Date | undefined } {
  const statement = oneChild(root, 'AuthnStatement', checks)
  checks.note('form of the assertion', statement !== undefined, 'The assertion has no AuthnStatement.')
  const authenticatedAt = timeIn(statement, 'AuthnInstant', checks)
  checks.note('times present', authenticatedAt !== undefined, 'AuthnStatement has no AuthnInstant.')
  noteBegun('authenticated in the past', authenticatedAt, now, checks)
  const notOnOrAfter = timeIn(statement, 'SessionNotOnOrAfter', checks)
  noteOpen('session not over', notOnOrAfter, now, checks)
  return { authenticatedAt, notOnOrAfter, index: shortIn(statement, 'SessionIndex', checks) }
}

/** An attribute that is stored beside the session: no IdP's is longer. */
function shortIn(element: XmlElement | undefined, name: string, checks: Checklist): string | undefined {
  const value = element?.attributes.get(name)
  checks.note('form of the assertion', (value?.length ?? 0) <= 1024, `${name} is longer than 1,024 characters.`)
  return value
}

function noteBegun(name: CheckName, from: Date | undefined, now: Date, checks: Checklist): void {
  if (!from) return
  const words = `From ${from.toISOString()}; it is ${now.toISOString()}.`
  checks.note(name, from.getTime() - skewMs <= now.getTime(), words, words)
}

function noteOpen(name: CheckName, until: Date | undefined, now: Date, checks: Checklist): void {
  if (!until) return
  const words = `Until ${until.toISOString()}; it is ${now.toISOString()}.`
  checks.note(name, now.getTime() < until.getTime() + skewMs, words, words)
}

const refusedNames = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Attributes of all statements, apart from the subject: one that is called NameID stays an attribute. Those with the same
 * Name are one, their values in order.
 */
function readAttributes(root: XmlElement, checks: Checklist): SamlAttribute[] {
  const found = new Map<string, string[]>()
  for (const statement of childrenNamed(root, saml, 'AttributeStatement')) {
    for (const attribute of statement.children) {
      const isPlain = attribute.name === 'Attribute' && attribute.namespace === saml
      checks.note('attributes of text', isPlain, 'An attribute is encrypted, or not an Attribute.')
      if (!isPlain) continue
      const name = attribute.attributes.get('Name') ?? ''
      const isNamed = name !== '' && name.length <= 1024 && !refusedNames.has(name)
      checks.note('names of attributes', isNamed, `“${show(name)}” is not accepted as a name.`)
      const values = found.get(name) ?? []
      found.set(name, values)
      for (const value of childrenNamed(attribute, saml, 'AttributeValue')) {
        const text = textOf(value)
        checks.note('attributes of text', text !== undefined, `A value of “${show(name)}” holds XML.`)
        if (text) values.push(text)
      }
    }
  }
  return [...found].map(([name, values]) => ({ name, values }))
}
