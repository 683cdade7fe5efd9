import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { store } from '#db/index.ts'
import { deleteSessions, listSessionsOfIdp } from '#db/queries/administrator-logout.ts'
import { findIdp, type IdpRow } from '#db/queries/idps.ts'
import { findSession } from '#db/queries/sessions.ts'
import { rememberAssertion } from '#db/queries/saml-requests.ts'
import { endUserSessions, findUserSession, listLogoutSessions } from '#db/queries/user-sessions.ts'
import type { Writer } from '#db/store.ts'
import { deriveKey } from '#lib/auth/keys.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { sha256Hex } from '#lib/auth/secrets.ts'
import { logoutRequest, logoutResponse, readLogout, type LogoutMessage, type LogoutSent } from '#lib/saml/logout.ts'
import type { Outgoing } from '#lib/saml/message.ts'
import { isSamlRefusal, SamlRefusal, type RefusalCode } from '#lib/saml/refusals.ts'
import { newRequestId } from '#lib/saml/sign-in-request.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { endAllSessions, endSession, type Session } from '../sign-in-sessions.ts'
import { logSignIn } from './log.ts'
import { peerOf } from './peer.ts'

/**
 * Signs out here: the session of this reference is over whatever its IdP says. Where the IdP offers single logout, the
 * answer is the request that ends the session there too.
 */
export async function signOutUser(reference: string): Promise<Outgoing | undefined> {
  const now = new Date()
  const row = await findUserSession(store().read, sha256Hex(reference))
  if (!row) return undefined
  const ended = await store().write((tx) => endUserSessions(tx, [row.id], { at: now, reason: 'logout' }))
  return ended.length === 0 ? undefined : requestOf(row, now)
}

/**
 * The same for an administrator: this session or, `everywhere`, all of them are over here; the IdP that opened this one is
 * asked to end its own.
 */
export async function signOutAdministrator(
  session: Session,
  actor: Actor,
  { everywhere = false }: { everywhere?: boolean } = {},
): Promise<Outgoing | undefined> {
  const row = session.idpId === null ? undefined : (await findSession(store().read, session.id))?.session
  await (everywhere ? endAllSessions(session, actor) : endSession(session, actor))
  if (row?.idpId == null || row.nameId === null) return undefined
  const { idpId, nameId, sessionIndex } = row
  return requestOf({ idpId, nameId, nameIdFormat: row.nameIdFormat ?? '', sessionIndex }, new Date())
}

/** The session's name at its IdP, as the assertion had it. */
type Named = { idpId: string; nameId: string; nameIdFormat: string; sessionIndex: string | null }

/** What asks the IdP to end a session, where it offers that. */
async function requestOf({ idpId, sessionIndex, ...name }: Named, now: Date): Promise<Outgoing | undefined> {
  const idp = await findIdp(store().read, idpId)
  if (!idp || idp.singleLogoutUrl === '') return undefined
  const { peer, own } = await peerOf(idp)
  if (own.signingKey === undefined) return undefined
  const index = sessionIndex === null ? {} : { sessionIndex }
  const { nameId, nameIdFormat } = name
  return logoutRequest(peer, own, { id: newLogoutId(idp.id), nameId, nameIdFormat, ...index, now })
}

/** `isOfAdministrators`: which sign-in page the browser goes back to. */
export type LogoutReceived =
  /** The IdP ended sessions; this answer goes back to it. Absent: it has no address to answer to. */
  | { readonly kind: 'ended'; readonly answer: Outgoing | undefined; readonly isOfAdministrators: boolean }
  /** What the IdP says to our own request. */
  | { readonly kind: 'answered'; readonly isSuccess: boolean; readonly isOfAdministrators: boolean }
  /** `attemptId`: the row of the sign-in log. */
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly attemptId: string | null }

/**
 * Judges what came to the Single Logout URL of an IdP. What is refused, and a logout that the IdP did not bring to its end,
 * leave a row in the sign-in log. Never throws for what was sent.
 */
export async function receiveLogout(sent: {
  idpId: string
  message: LogoutSent
  caller: Caller
}): Promise<LogoutReceived> {
  const now = new Date()
  const idp = await addressedIdp(sent.idpId)
  if (!idp) return nobody
  const { peer, own } = await peerOf(idp)
  const isOfAdministrators = idp.singleSignOn === 'admin'
  try {
    const message = readLogout(sent.message, { logoutUrl: own.logoutUrl, idp: peer, now })
    if (message.type === 'response') {
      if (!isLogoutId(idp.id, message.inResponseTo)) throw new SamlRefusal('SAML-801', 'It answers no request of ours')
      if (!message.isSuccess) await log(idp, sent.caller, new SamlRefusal('SAML-803'), now)
      return { kind: 'answered', isSuccess: message.isSuccess, isOfAdministrators }
    }
    await endSessions(idp, message, sent.caller, now)
    if (peer.singleLogoutUrl === '' || own.signingKey === undefined) {
      return { kind: 'ended', answer: undefined, isOfAdministrators }
    }
    const relay = message.relayState === undefined ? {} : { relayState: message.relayState }
    const response = { id: newRequestId(), inResponseTo: message.id, isSuccess: true, ...relay, now }
    return { kind: 'ended', answer: logoutResponse(peer, own, response), isOfAdministrators }
  } catch (error) {
    if (!isSamlRefusal(error)) throw error
    return { kind: 'refused', code: error.code, attemptId: await log(idp, sent.caller, error, now) }
  }
}

/** Logs a post that holds no message to judge: of another type, too large, or with a field twice. */
export async function refuseUnreadLogout(sent: {
  idpId: string
  detail: string
  caller: Caller
}): Promise<LogoutReceived> {
  const idp = await addressedIdp(sent.idpId)
  if (!idp) return nobody
  const attemptId = await log(idp, sent.caller, new SamlRefusal('SAML-801', sent.detail), new Date())
  return { kind: 'refused', code: 'SAML-801', attemptId }
}

const nobody = { kind: 'refused', code: 'SAML-801', attemptId: null } as const

const addressedIdp = async (id: string): Promise<IdpRow | undefined> =>
  /^\d{1,30}$/.test(id) ? findIdp(store().read, id) : undefined

function log(idp: IdpRow, caller: Caller, refusal: SamlRefusal, now: Date): Promise<string> {
  const { code, detail = null, known } = refusal
  const userName = known.signed?.nameId ?? ''
  const attempt = { idpId: idp.id, purpose: 'logout' as const, refusal: code, detail, userName, caller, now }
  return store().write((tx) => logSignIn(tx, attempt))
}

type Request = Extract<LogoutMessage, { type: 'request' }>

/** Of this IdP, this NameID and these session indexes alone; and once, since who captured it could end later ones. */
async function endSessions(idp: IdpRow, message: Request, caller: Caller, now: Date): Promise<void> {
  const isNameId = idp.loginNameAttribute === 'NameID'
  const { id: assertionId, nameId, sessionIndexes, expiresAt } = message
  await store().write(async (tx) => {
    if (!(await rememberAssertion(tx, { idpId: idp.id, assertionId, expiresAt }))) {
      throw new SamlRefusal('SAML-801', 'The request was sent before', { checks: [], signed: { xml: '', nameId } })
    }
    const userNameKey = isNameId ? fold(nameId) : undefined
    const rows = await listLogoutSessions(tx, idp.id, { nameId, userNameKey, sessionIndexes })
    const ids = rows.map(({ id }) => id)
    await endUserSessions(tx, ids, { at: now, reason: 'idp-logout' })
    // Also where the IdP has become one of users: its administrators' sessions are still open.
    await endAdministrators(tx, idp, { nameId, sessionIndexes }, caller)
  })
}

async function endAdministrators(
  tx: Writer,
  idp: IdpRow,
  which: { nameId: string; sessionIndexes: readonly string[] },
  caller: Caller,
): Promise<void> {
  const rows = await listSessionsOfIdp(tx, idp.id, which)
  await deleteSessions(
    tx,
    rows.map(({ id }) => id),
  )
  for (const { administratorId: id, email: name } of rows) {
    const after = { by: `single logout of ${idp.name}` }
    await appendAudit(
      tx,
      { id, name, ...caller },
      { action: 'session.end', target: { type: 'administrator', id, name }, after },
    )
  }
}

/** An ID that is known for ours when it comes back, without a row to remember it by: what it answers is over already. */
function newLogoutId(idpId: string): string {
  const nonce = randomBytes(16).toString('hex')
  return `id-${nonce}${logoutMac(idpId, nonce)}`
}

function isLogoutId(idpId: string, id: string): boolean {
  const [, nonce = '', mac = ''] = /^id-([0-9a-f]{32})([0-9a-f]{32})$/.exec(id) ?? []
  return mac !== '' && timingSafeEqual(Buffer.from(mac), Buffer.from(logoutMac(idpId, nonce)))
}

const logoutMac = (idpId: string, nonce: string): string =>
  createHmac('sha256', deriveKey('saml-logout')).update(`${idpId} ${nonce}`).digest('hex').slice(0, 32)
