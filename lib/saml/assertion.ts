import type { RefusalCode } from './refusals.ts'

/** What an accepted SAML Response said about one person, read from signed bytes alone. */
export type Assertion = {
  /** Unique with the IdP: accepted once. */
  id: string
  /** The IdP's entity ID. */
  issuer: string
  nameId: string
  /** Unspecified where the assertion names none. */
  nameIdFormat: string
  sessionIndex?: string
  /** The request it answers. Absent: unsolicited. */
  inResponseTo?: string
  /** AuthnInstant. */
  authenticatedAt: Date
  issuedAt: Date
  /** Until when its id must be remembered, skew included. */
  expiresAt: Date
  /** When the IdP wants the session to end. */
  sessionNotOnOrAfter?: Date
  /** In the order of the assertion; one entry a Name, values of repeated ones joined. */
  attributes: SamlAttribute[]
  /** The canonical bytes of the assertion that the signature covers. */
  xml: string
  /** Every check that was made, all of them passed. */
  checks: CheckResult[]
}

/** `values` without those that are empty. */
export type SamlAttribute = { name: string; values: string[] }

/** One check of a message, for the page that shows a test sign-in. */
export type CheckResult = {
  /** As in `RefusalCode`'s entry: what it would have been refused with. */
  code: RefusalCode
  name: string
  isOk: boolean
  /** What was found; where it failed, what was expected too. Never a secret. */
  words: string
}

/** The assertion's attribute of this name, exactly; empty when it has none. */
export const valuesOf = (assertion: Pick<Assertion, 'attributes'>, name: string): string[] =>
  assertion.attributes.find((attribute) => attribute.name === name)?.values ?? []
