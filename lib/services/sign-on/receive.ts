import { store } from '#db/index.ts'
import { findIdp, type IdpRow } from '#db/queries/idps.ts'
import { findSamlRequest, rememberAssertion, type SamlRequestRow } from '#db/queries/saml-requests.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { sha256Hex } from '#lib/auth/secrets.ts'
import type { Assertion } from '#lib/saml/assertion.ts'
import { readSamlResponse } from '#lib/saml/read-response.ts'
import { isSamlRefusal, type RefusalCode, SamlRefusal } from '#lib/saml/refusals.ts'
import { purposeOf } from './begin.ts'
import { logSignIn } from './log.ts'
import { keepArrival, sealOutcome, type RefusedOutcome } from './outcome.ts'
import { peerOf } from './peer.ts'

export type Received =
  /** The browser goes on to the finish page with this handle. */
  | { readonly handle: string }
  /** `attemptId`: the row of the sign-in log; null where there is no IdP to log it under. */
  | { readonly refusal: RefusalCode; readonly attemptId: string | null }

/** An IdP's clock and ours may differ by so much. */
const skewMs = 60_000

/**
 * Judges what was posted to the Service Provider URL of an IdP. No cookie comes with it, the post being from another site,
 * so nobody is signed in by it: what it came to waits for its browser on the finish page. Never throws for what was sent.
 * @param sent.samlResponse the form's field, base64.
 * @param sent.relayState the form's field: a secret of ours or nothing, and never an address.
 */
export async function receiveResponse(sent: {
  idpId: string
  samlResponse: string
  relayState: string | undefined
  caller: Caller
}): Promise<Received> {
  const now = new Date()
  const idp = /^\d{1,30}$/.test(sent.idpId) ? await findIdp(store().read, sent.idpId) : undefined
  if (!idp) return { refusal: 'SAML-702', attemptId: null }
  try {
    const { assertion, request } = await judge(idp, sent, now)
    return { handle: await accept(idp, assertion, request, now) }
  } catch (error) {
    if (!isSamlRefusal(error)) throw error
    return refuse(idp, error, sent, now)
  }
}

/** Logs a post that holds no response to judge: of another type, too large, or with a field twice. */
export async function refuseUnread(sent: {
  idpId: string
  refusal: RefusalCode
  detail: string
  caller: Caller
}): Promise<Received> {
  const { refusal, detail, caller } = sent
  const idp = /^\d{1,30}$/.test(sent.idpId) ? await findIdp(store().read, sent.idpId) : undefined
  if (!idp) return { refusal: 'SAML-702', attemptId: null }
  const attempt = { idpId: idp.id, purpose: purposeOf(idp), refusal, detail, userName: '', caller, now: new Date() }
  return { refusal, attemptId: await store().write((tx) => logSignIn(tx, attempt)) }
}

type Judged = { assertion: Assertion; request: SamlRequestRow | undefined }

async function judge(
  idp: IdpRow,
  { samlResponse, relayState }: { samlResponse: string; relayState: string | undefined },
  now: Date,
): Promise<Judged> {
  const { peer, own, decryptionKeys } = await peerOf(idp)
  const assertion = readSamlResponse(samlResponse, {
    acsUrl: own.acsUrl,
    audience: own.entityId,
    idp: peer,
    decryptionKeys,
    acceptsCbc: idp.acceptsCbcEncryption,
    now,
  })
  const refused = (code: RefusalCode, detail: string) =>
    new SamlRefusal(code, detail, {
      checks: assertion.checks,
      signed: { xml: assertion.xml, nameId: assertion.nameId },
    })
  const { inResponseTo } = assertion
  if (inResponseTo === undefined) {
    if (idp.status !== 'enabled') throw refused('SAML-507', `Status is ${idp.status}`)
    if (!idp.allowsUnsolicited) throw refused('SAML-306', 'The assertion has no InResponseTo')
    return { assertion, request: undefined }
  }
  const request = await findSamlRequest(store().read, idp.id, inResponseTo)
  if (!request) throw refused('SAML-309', `No request ${inResponseTo} waits for an answer of this IdP`)
  if (request.expiresAt <= now) throw refused('SAML-309', `The request was made at ${request.createdAt.toISOString()}`)
  // SAML Bindings §3.5.3: it comes back as it was sent. What is signed decides, so one that is lost does no harm.
  if (relayState && sha256Hex(relayState) !== request.relayHash) throw refused('SAML-703', 'RelayState is another one')
  if (idp.status !== 'enabled' && !isTest(request)) throw refused('SAML-507', `Status is ${idp.status}`)
  if (idp.forcesAuthentication && assertion.authenticatedAt.getTime() < request.createdAt.getTime() - skewMs) {
    const [at, asked] = [assertion.authenticatedAt, request.createdAt].map((date) => date.toISOString())
    throw refused('SAML-407', `AuthnInstant is ${at}, and the request was made at ${asked}`)
  }
  return { assertion, request }
}

/** The id of the assertion is taken in the same turn: of two posts of one response, on any process, one is accepted. */
async function accept(
  idp: IdpRow,
  assertion: Assertion,
  request: SamlRequestRow | undefined,
  now: Date,
): Promise<string> {
  // The document is for the page of a test alone.
  const kept = request && isTest(request) ? assertion : { ...assertion, xml: '', checks: [] }
  const sealed = sealOutcome({ assertion: kept })
  return store().write(async (tx) => {
    const { id: assertionId, expiresAt } = assertion
    if (!(await rememberAssertion(tx, { idpId: idp.id, assertionId, expiresAt }))) {
      const signed = { xml: assertion.xml, nameId: assertion.nameId }
      throw new SamlRefusal('SAML-308', `Assertion ${assertionId}`, { checks: assertion.checks, signed })
    }
    return keepArrival(tx, { idpId: idp.id, requestId: request?.id ?? null, sealed, now })
  })
}

async function refuse(
  idp: IdpRow,
  error: SamlRefusal,
  sent: { relayState: string | undefined; caller: Caller },
  now: Date,
): Promise<Received> {
  const { code, detail = null, known } = error
  const nameId = known.signed?.nameId ?? ''
  const request = await requestOfRelayState(idp, sent.relayState)
  if (request && isTest(request) && request.expiresAt > now) {
    // Whoever tests is shown what went wrong. The finish page writes the log, as for those that were accepted.
    const outcome: RefusedOutcome = { code, detail, checks: known.checks, xml: known.signed?.xml ?? null, nameId }
    const sealed = sealOutcome({ refusal: outcome })
    const handle = await store().write((tx) => keepArrival(tx, { idpId: idp.id, requestId: request.id, sealed, now }))
    return { handle }
  }
  const purpose = request?.purpose ?? purposeOf(idp)
  const attempt = { idpId: idp.id, purpose, refusal: code, detail, userName: nameId, caller: sent.caller, now }
  return { refusal: code, attemptId: await store().write((tx) => logSignIn(tx, attempt)) }
}

const isTest = ({ purpose }: SamlRequestRow) => purpose === 'test' || purpose === 'import'

/** Tells a refused test from other refusals, where nothing signed says which request it is about. */
async function requestOfRelayState(idp: IdpRow, relayState: string | undefined): Promise<SamlRequestRow | undefined> {
  if (relayState === undefined || relayState.length > 200) return undefined
  const request = await findSamlRequest(store().read, idp.id, relayState.slice(0, relayState.lastIndexOf('.')))
  return request?.relayHash === sha256Hex(relayState) ? request : undefined
}
