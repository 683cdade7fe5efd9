import { store } from '#db/index.ts'
import { findIdp, type IdpRow } from '#db/queries/idps.ts'
import {
  findSamlArrival,
  takeSamlArrival,
  takeSamlRequest,
  type SamlArrivalRow,
  type SamlRequestRow,
} from '#db/queries/saml-requests.ts'
import type { Writer } from '#db/store.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { sha256Hex } from '#lib/auth/secrets.ts'
import type { Assertion } from '#lib/saml/assertion.ts'
import { isSamlRefusal, type RefusalCode } from '#lib/saml/refusals.ts'
import { finishAdministratorSignIn } from '../authentication-settings/administrator-sign-in.ts'
import { authenticationSettings } from '../authentication-settings/settings.ts'
import { admitUser } from '../sign-on-people/admit-user.ts'
import { purposeOf } from './begin.ts'
import { finishTest } from './finish-test.ts'
import { logSignIn } from './log.ts'
import { loginNameOf } from './login-name.ts'
import { openOutcome, type ArrivedOutcome } from './outcome.ts'
import { statusPath } from './return-to.ts'
import { openUserSession } from './user-sessions.ts'

export type FinishRequest = {
  readonly idpId: string
  /** From the finish page's address. */
  readonly handle: string
  /** The pre-login cookie. */
  readonly browser: string | undefined
  /** Somebody pressed Continue: what an unsolicited response needs instead of a request. */
  readonly isConfirmed: boolean
  /** Of the user session that this browser has had; it is over once another one begins. */
  readonly previous: string | undefined
  readonly caller: Caller
}

export type Finished =
  /** `maxAgeMs` absent: the cookie ends with the browser. */
  | { readonly kind: 'signed-in'; readonly reference: string; readonly maxAgeMs?: number; readonly returnTo: string }
  /** `reference` is for the administrator's session cookie. */
  | { readonly kind: 'administrator'; readonly reference: string; readonly returnTo: string }
  /** The page that shows what a test sign-in came to. */
  | { readonly kind: 'tested'; readonly path: string }
  /** Nothing happened yet: the response is unsolicited, and whoever sits there is to say that they want it. */
  | { readonly kind: 'unsolicited'; readonly idpName: string }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly attemptId: string | null }

/**
 * Ends a sign-in in the browser that began it: whoever takes the arrival and its request out of their tables is the one
 * that may. In one turn with it the person is admitted, the session opened and the sign-in log written.
 */
export async function finishSignIn(asked: FinishRequest): Promise<Finished> {
  const now = new Date()
  const unknown: Finished = { kind: 'refused', code: 'SAML-309', attemptId: null }
  const key = sha256Hex(asked.handle)
  const [idp, waiting] = await Promise.all([findIdp(store().read, asked.idpId), findSamlArrival(store().read, key)])
  if (!idp || waiting?.idpId !== idp.id || waiting.expiresAt <= now) return unknown
  if (waiting.requestId === null && !asked.isConfirmed) return { kind: 'unsolicited', idpName: idp.name }
  const outcome = openOutcome(waiting.sealedOutcome)
  return store().write(async (tx) => {
    const arrival = await takeSamlArrival(tx, idp.id, key)
    return arrival ? finish(tx, { ...asked, idp, arrival, outcome, now }) : unknown
  })
}

type Finishing = FinishRequest & { idp: IdpRow; arrival: SamlArrivalRow; outcome: ArrivedOutcome; now: Date }

async function finish(tx: Writer, finishing: Finishing): Promise<Finished> {
  const { idp, arrival, outcome, now } = finishing
  const request = arrival.requestId === null ? undefined : await takeSamlRequest(tx, idp.id, arrival.requestId)
  const purpose = request?.purpose ?? purposeOf(idp)
  const refuse = refuser(tx, finishing, purpose)
  const nameId = 'assertion' in outcome ? outcome.assertion.nameId : outcome.refusal.nameId
  if (arrival.requestId !== null) {
    if (!request || request.expiresAt <= now)
      return refuse('SAML-309', 'The request was answered, or took too long', nameId)
    if (request.browserHash !== sha256Hex(finishing.browser ?? '')) {
      const why = finishing.browser === undefined ? 'has no cookie of it' : 'has another request’s cookie'
      return refuse('SAML-307', `The browser that came to the finish page ${why}`, nameId)
    }
    if (request.purpose === 'test' || request.purpose === 'import') {
      return { kind: 'tested', path: await finishTest(tx, { ...finishing, request }) }
    }
  }
  if (!('assertion' in outcome)) return refuse(outcome.refusal.code, outcome.refusal.detail, nameId)
  const named = await loginNameOf(tx, idp, outcome.assertion)
  if ('refusal' in named) return refuse(named.refusal, named.detail, named.loginName || nameId)
  const signIn = { ...finishing, assertion: outcome.assertion, loginName: named.loginName, request }
  return purpose === 'admin' ? signInAdministrator(tx, signIn) : signInUser(tx, signIn)
}

type SigningIn = Finishing & { assertion: Assertion; loginName: string; request: SamlRequestRow | undefined }

async function signInUser(tx: Writer, signIn: SigningIn): Promise<Finished> {
  const { idp, assertion, loginName, request, now, caller } = signIn
  const refuse = refuser(tx, signIn, 'sign-in')
  const { authenticationType } = await authenticationSettings(tx)
  if (authenticationType !== 'saml') return refuse('SAML-705', 'Authentication Type is not SAML', loginName)
  const { sessionNotOnOrAfter: end } = assertion
  if (end && end <= now) return refuse('SAML-406', `SessionNotOnOrAfter is ${end.toISOString()}`, loginName)
  const admission = await admitUser(tx, { idp, assertion, loginName, now, caller })
  if (!admission.isAdmitted) return refuse(admission.refusal, admission.detail, loginName)
  const { userId, userName, notes } = admission
  const opened = await openUserSession(tx, { ...signIn, userId, userName })
  const detail = notes.join(' · ')
  await logSignIn(tx, { idpId: idp.id, purpose: 'sign-in', refusal: null, detail, userName, caller, now })
  return { kind: 'signed-in', ...opened, returnTo: request?.returnTo ?? statusPath }
}

async function signInAdministrator(tx: Writer, signIn: SigningIn): Promise<Finished> {
  const { idp, assertion, loginName, request, now, caller } = signIn
  try {
    const { reference } = await finishAdministratorSignIn(tx, { idp, assertion: { ...assertion, loginName }, caller })
    const attempt = { idpId: idp.id, purpose: 'admin' as const, refusal: null, detail: null, userName: loginName }
    await logSignIn(tx, { ...attempt, caller, now })
    return { kind: 'administrator', reference, returnTo: request?.returnTo ?? '/' }
  } catch (error) {
    // It refuses before it changes anything, so the turn goes on, and the log's row is kept.
    if (!isSamlRefusal(error)) throw error
    return refuser(tx, signIn, 'admin')(error.code, error.detail ?? null, loginName)
  }
}

const refuser =
  (tx: Writer, { idp, caller, now }: Finishing, purpose: SamlRequestRow['purpose']) =>
  async (code: RefusalCode, detail: string | null, userName: string): Promise<Finished> => {
    const attemptId = await logSignIn(tx, { idpId: idp.id, purpose, refusal: code, detail, userName, caller, now })
    return { kind: 'refused', code, attemptId }
  }
