import { store } from '#db/index.ts'
import { findSamlArrival, insertSamlArrival } from '#db/queries/saml-requests.ts'
import type { Writer } from '#db/store.ts'
import { seal, unseal } from '#lib/auth/seal.ts'
import { randomSecret, sha256Hex } from '#lib/auth/secrets.ts'
import type { Assertion, CheckResult } from '#lib/saml/assertion.ts'
import type { RefusalCode } from '#lib/saml/refusals.ts'

/** Why an attempt was refused, with what was known of it by then. */
export type RefusedOutcome = {
  readonly code: RefusalCode
  /** For administrators: what was found and what was expected. */
  readonly detail: string | null
  readonly checks: CheckResult[]
  /** Canonical signed bytes; only once a signature was found valid. */
  readonly xml: string | null
  readonly nameId: string
}

/** What came to the Service Provider URL: an assertion that passed every check of SAML, or why it was refused. */
export type ArrivedOutcome = { readonly assertion: Assertion } | { readonly refusal: RefusedOutcome }

/** What a test sign-in came to, for the administrator who began it. */
export type TestOutcome = {
  readonly idpId: string
  readonly purpose: 'test' | 'import'
  readonly at: Date
  /** Absent: every check passed, those of the login name included. */
  readonly refusal?: { readonly code: RefusalCode; readonly detail: string | null }
  /** Every check that was made, in order. */
  readonly checks: CheckResult[]
  /** The signed bytes, canonical; null when no valid signature was found. */
  readonly xml: string | null
  /** Absent when it was refused before it could be read. */
  readonly assertion?: Assertion
  /** What the Login Name Attribute says; empty when it says nothing. */
  readonly loginName: string
  /** The address that the test was begun with; a path of our own. */
  readonly returnTo: string
}

/** How long the finish page may take: the browser is on its way to it. */
const arrivalLifetimeMs = 5 * 60_000
/** How long the page of a test may be looked at and loaded again. */
const testLifetimeMs = 60 * 60_000

/** Keeps what arrived until its browser comes for it. Answers the handle: 256 random bits, never stored. */
export async function keepArrival(
  tx: Writer,
  arrival: { idpId: string; requestId: string | null; sealed: string; now: Date },
): Promise<string> {
  const handle = randomSecret()
  await insertSamlArrival(tx, {
    id: sha256Hex(handle),
    idpId: arrival.idpId,
    requestId: arrival.requestId,
    sealedOutcome: arrival.sealed,
    expiresAt: new Date(arrival.now.getTime() + arrivalLifetimeMs),
  })
  return handle
}

/** Attributes of people do not lie in the database in clear before anybody has signed in. */
export const sealOutcome = (outcome: ArrivedOutcome): string => seal(JSON.stringify(outcome))

export const openOutcome = (sealed: string): ArrivedOutcome => JSON.parse(unseal(sealed), revive) as ArrivedOutcome

type KeptTest = { administratorId: string; outcome: TestOutcome }

/** Keeps what a test came to. Answers the handle for its page's address. */
export async function keepTestOutcome(tx: Writer, administratorId: string, outcome: TestOutcome): Promise<string> {
  const handle = randomSecret()
  const kept: KeptTest = { administratorId, outcome }
  await insertSamlArrival(tx, {
    id: testKey(handle),
    idpId: outcome.idpId,
    requestId: null,
    sealedOutcome: seal(JSON.stringify(kept)),
    expiresAt: new Date(outcome.at.getTime() + testLifetimeMs),
  })
  return handle
}

/** What the test sign-in of this handle came to; undefined for anybody but the administrator who began it. */
export async function findTestOutcome(handle: string, administratorId: string): Promise<TestOutcome | undefined> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(handle)) return undefined
  const row = await findSamlArrival(store().read, testKey(handle))
  if (!row || row.expiresAt <= new Date()) return undefined
  const kept = JSON.parse(unseal(row.sealedOutcome), revive) as KeptTest
  return kept.administratorId === administratorId ? kept.outcome : undefined
}

/** A test's handle finds no arrival, and an arrival's no test: the finish page must not take one for the other. */
const testKey = (handle: string) => sha256Hex(`test ${handle}`)

const instants = new Set(['authenticatedAt', 'issuedAt', 'expiresAt', 'sessionNotOnOrAfter', 'at'])

/** The instants of an assertion stand at its top level; attributes are lists of `{ name, values }`, so no name collides. */
const revive = (key: string, value: unknown): unknown =>
  instants.has(key) && typeof value === 'string' ? new Date(value) : value
