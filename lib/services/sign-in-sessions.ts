import { store } from '#db/index.ts'
import { listFactorsOf } from '#db/queries/administrators-second-factors.ts'
import { updateAdministrator, type AdministratorRow } from '#db/queries/administrators.ts'
import { findOrganisation } from '#db/queries/organisations.ts'
import {
  deleteSession,
  deleteSessionsOf,
  deleteStaleSessions,
  findSession,
  insertSession,
  touchSession,
  type SessionRow,
} from '#db/queries/sessions.ts'
import type { Reader, Writer } from '#db/store.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { randomSecret, sha256Hex } from '#lib/auth/secrets.ts'
import { isAppError } from '#lib/errors.ts'
import type { Actor } from './actor.ts'
import { appendAudit } from './audit.ts'
import { requireLocalSignIn } from './authentication-settings/enforcement.ts'
import { authenticationSettings } from './authentication-settings/settings.ts'

const minute = 60_000

/** Beside the Admin Portal Session Timeout, which ends a session that is not used. */
export const sessionLifetimes = {
  /** However busy, a session is over after this long. */
  absoluteMs: 12 * 60 * minute,
  /** How stale `lastSeenAt` may be: reading a page is not worth a durable write each. */
  touchMs: minute,
} as const

export type Session = {
  /** SHA-256 of the reference that the cookie carries. */
  readonly id: string
  readonly administrator: {
    readonly id: string
    readonly email: string
    readonly name: string
    readonly role: 'owner' | 'editor' | 'reader'
    readonly scimManagement: 'full' | 'read'
  }
  /** What it was opened with, and of one opened by SAML the IdP. */
  readonly method: SessionRow['method']
  readonly idpId: string | null
  /** When whoever sits there last proved who they are. */
  readonly confirmedAt: Date | null
  /** When it is over, unless it is used before; `isFinal`: whether it is used or not. */
  readonly endsAt: Date
  readonly isFinal: boolean
  /** A second factor is required and missing: there is nothing to do but to add one. */
  readonly isRestricted: boolean
}

/** What the IdP of a session by SAML calls it, for single logout; null of every other session. */
export type SessionOfIdp = Pick<SessionRow, 'idpId' | 'sessionIndex' | 'nameId' | 'nameIdFormat'>

/**
 * Starts a session within the turn that decided on it, and leaves its audit row: a Sign In.
 * @returns the reference for the cookie: 256 random bits, never stored.
 * @throws AppError `unauthenticated` where SSO is enforced and this is another way in.
 */
export async function openSession(
  tx: Writer,
  administrator: AdministratorRow,
  from: Caller,
  method: SessionRow['method'],
  saml: SessionOfIdp = { idpId: null, sessionIndex: null, nameId: null, nameIdFormat: null },
): Promise<string> {
  if (method !== 'saml') await requireLocalSignIn(tx, administrator, from)
  const reference = randomSecret()
  const now = new Date()
  await deleteStaleSessions(tx, administrator.id, { now, idleSince: await idleSince(tx, now) })
  await insertSession(tx, {
    id: sha256Hex(reference),
    administratorId: administrator.id,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + sessionLifetimes.absoluteMs),
    address: from.address,
    userAgent: from.userAgent.slice(0, 512),
    method,
    ...saml,
    confirmedAt: now,
  })
  await updateAdministrator(tx, administrator.id, { lastSignInAt: now })
  await appendAudit(
    tx,
    { id: administrator.id, name: administrator.email, ...from },
    {
      action: 'session.create',
      target: { type: 'administrator', id: administrator.id, name: administrator.email },
      after: { method, ...(saml.idpId === null ? {} : { idp: saml.idpId }) },
    },
  )
  return reference
}

/**
 * The session a cookie's reference stands for, if its row still stands: a good cookie alone is worth nothing.
 * @param use `isActivity: false` looks without keeping it: what a page asks for by itself does not.
 */
export async function checkSession(
  reference: string,
  { isActivity = true }: { isActivity?: boolean } = {},
): Promise<Session | undefined> {
  const id = sha256Hex(reference)
  const { read } = store()
  const found = await findSession(read, id)
  if (!found) return undefined
  const { session, administrator } = found
  const now = new Date()
  const idle = await idleMs(read)
  const isIdle = now.getTime() - session.lastSeenAt.getTime() > idle
  if (session.expiresAt <= now || isIdle || administrator.isDisabled) return undefined
  const isStale = now.getTime() - session.lastSeenAt.getTime() >= sessionLifetimes.touchMs
  if (isActivity && isStale) await touch(id, now)
  const idleEnd = (isActivity && isStale ? now : session.lastSeenAt).getTime() + idle
  const { email, name, role, scimManagement } = administrator
  return {
    id,
    administrator: { id: administrator.id, email, name, role, scimManagement },
    method: session.method,
    idpId: session.idpId,
    confirmedAt: session.confirmedAt,
    endsAt: new Date(Math.min(idleEnd, session.expiresAt.getTime())),
    isFinal: session.expiresAt.getTime() <= idleEnd,
    isRestricted: session.method !== 'saml' && (await lacksSecondFactor(read, administrator)),
  }
}

/** Whether the organisation requires a second factor that this administrator does not have. */
export async function lacksSecondFactor(
  q: Reader,
  { id, role }: Pick<AdministratorRow, 'id' | 'role'>,
): Promise<boolean> {
  const required = (await findOrganisation(q))?.secondFactor ?? 'optional'
  if (required === 'optional' || (required === 'owners' && role !== 'owner')) return false
  const has = (await listFactorsOf(q, [id])).get(id)
  return !has?.totp && !has?.passkeys
}

/** Signs out here. Nothing happens when the session is over already. */
export async function endSession(session: Session, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    if (!(await deleteSession(tx, session.id))) return
    await appendAudit(tx, actor, { action: 'session.end', target: targetOf(session) })
  })
}

/** Signs the administrator out everywhere, here included. */
export async function endAllSessions(session: Session, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    const sessions = await deleteSessionsOf(tx, session.administrator.id)
    await appendAudit(tx, actor, {
      action: 'session.end-all',
      target: targetOf(session),
      before: { sessions },
      after: { sessions: 0 },
    })
  })
}

/** Sessions last seen before this are over. */
export const idleSince = async (q: Reader, now: Date): Promise<Date> => new Date(now.getTime() - (await idleMs(q)))

const idleMs = async (q: Reader): Promise<number> => (await authenticationSettings(q)).sessionTimeoutMinutes * minute

const targetOf = ({ administrator }: Session) => ({
  type: 'administrator',
  id: administrator.id,
  name: administrator.email,
})

/** A page is not refused because the store is too busy to note that it was asked for: the next request notes it. */
async function touch(id: string, now: Date): Promise<void> {
  try {
    await store().write(async (tx) => touchSession(tx, id, now))
  } catch (error) {
    if (!isAppError(error) || (error.code !== 'overloaded' && error.code !== 'store-busy')) throw error
  }
}
