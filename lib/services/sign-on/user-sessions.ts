import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { findIdp, type IdpRow } from '#db/queries/idps.ts'
import {
  endUserSessions,
  findUserSession,
  insertUserSession,
  touchUserSession,
  type EndReason,
  type UserSessionRow,
} from '#db/queries/user-sessions.ts'
import type { Writer } from '#db/store.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { randomSecret, sha256Hex } from '#lib/auth/secrets.ts'
import { isAppError } from '#lib/errors.ts'
import type { Assertion } from '#lib/saml/assertion.ts'
import { fold } from '#lib/scim/fold.ts'
import {
  authenticationSettings,
  isReauthenticationDue,
  userSessionLifetime,
  type AuthenticationSettings,
} from '../authentication-settings/settings.ts'

const hour = 3_600_000

/** Without a request for this long a session is over: until the browser is closed, or else. */
export const idleMs = { endsWithBrowser: 12 * hour, otherwise: 7 * 24 * hour } as const
/** How stale `lastSeenAt` may be: reading a page is not worth a durable write each. */
const touchMs = 60_000

/** Who is signed in through which IdP. */
export type UserSession = {
  readonly id: string
  readonly userName: string
  readonly userId: string | null
  readonly idp: { readonly id: string; readonly name: string; readonly offersLogout: boolean }
  readonly signedInAt: Date
  readonly authenticatedAt: Date
  /** However busy, it is over then. */
  readonly endsAt: Date
  /** Of the assertion: attribute name to values. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
}

type Opening = {
  idp: IdpRow
  assertion: Assertion
  userId: string | null
  userName: string
  /** The reference of the session that this browser has had. */
  previous: string | undefined
  caller: Caller
  now: Date
}

/**
 * Starts a session within the turn that admitted the user; its reference is new whatever cookie the browser came with.
 * Whether the IdP has its own session over already is the caller's to ask.
 */
export async function openUserSession(
  tx: Writer,
  { idp, assertion, userId, userName, previous, caller, now }: Opening,
): Promise<{ reference: string; maxAgeMs?: number }> {
  const lifetime = userSessionLifetime(await authenticationSettings(tx))
  const ends = [now.getTime() + lifetime.ms, assertion.sessionNotOnOrAfter?.getTime() ?? Infinity]
  const expiresAt = new Date(Math.min(...ends))
  const former = previous === undefined ? undefined : await findUserSession(tx, sha256Hex(previous))
  if (former) await endUserSessions(tx, [former.id], { at: now, reason: 'reauthenticate' })
  const reference = randomSecret()
  await insertUserSession(tx, {
    id: newId(now),
    hash: sha256Hex(reference),
    idpId: idp.id,
    userId,
    userName,
    userNameKey: fold(userName),
    nameId: assertion.nameId,
    nameIdFormat: assertion.nameIdFormat,
    sessionIndex: assertion.sessionIndex ?? null,
    authenticatedAt: assertion.authenticatedAt,
    attributes: JSON.stringify(Object.fromEntries(assertion.attributes.map(({ name, values }) => [name, values]))),
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
    address: caller.address,
    userAgent: caller.userAgent.slice(0, 512),
    endedAt: null,
    endReason: null,
  })
  return { reference, ...(lifetime.endsWithBrowser ? {} : { maxAgeMs: expiresAt.getTime() - now.getTime() }) }
}

/** The session a cookie's reference stands for, if its row still stands and nothing has ended it. */
export async function checkUserSession(reference: string): Promise<UserSession | undefined> {
  const q = store().read
  const row = await findUserSession(q, sha256Hex(reference))
  if (!row || row.endedAt) return undefined
  const [idp, settings] = await Promise.all([findIdp(q, row.idpId), authenticationSettings(q)])
  const now = new Date()
  const endsAtMs = sessionEndMs(row, { idp, settings, nowMs: now.getTime() })
  if (!idp || endsAtMs === undefined) return undefined
  if (now.getTime() - row.lastSeenAt.getTime() >= touchMs) await touch(row.id, now)
  return {
    id: row.id,
    userName: row.userName,
    userId: row.userId,
    idp: { id: idp.id, name: idp.name, offersLogout: idp.singleLogoutUrl !== '' },
    signedInAt: row.createdAt,
    authenticatedAt: row.authenticatedAt,
    endsAt: new Date(endsAtMs),
    attributes: JSON.parse(row.attributes) as Record<string, string[]>,
  }
}

/**
 * When a session ends, however busy, in ms since 1970: the earliest of what was settled at sign-in, SessionNotOnOrAfter
 * among it, and the Authentication Frequency of now. Undefined once it is over, for whatever reason.
 */
export function sessionEndMs(
  row: Pick<UserSessionRow, 'endedAt' | 'createdAt' | 'lastSeenAt' | 'expiresAt'>,
  {
    idp,
    settings,
    nowMs,
  }: { idp: Pick<IdpRow, 'status'> | undefined; settings: AuthenticationSettings; nowMs: number },
): number | undefined {
  if (row.endedAt || idp?.status !== 'enabled' || isReauthenticationDue(settings, row)) return undefined
  const lifetime = userSessionLifetime(settings)
  const endsAtMs = Math.min(row.expiresAt.getTime(), row.createdAt.getTime() + lifetime.ms)
  const idle = lifetime.endsWithBrowser ? idleMs.endsWithBrowser : idleMs.otherwise
  return endsAtMs > nowMs && row.lastSeenAt.getTime() + idle > nowMs ? endsAtMs : undefined
}

export type EndedSession = EndReason | 'expired'

/** How the session of this reference ended; undefined when there never was one. */
export async function howSessionEnded(reference: string): Promise<EndedSession | undefined> {
  const row = await findUserSession(store().read, sha256Hex(reference))
  if (!row) return undefined
  return row.endReason ?? ((await mustReauthenticate(reference)) ? 'reauthenticate' : 'expired')
}

/** Whether this browser was signed in before all users were told to sign in anew: then the IdP is to ask them, too. */
export async function mustReauthenticate(reference: string): Promise<boolean> {
  const { reauthenticateSince } = await authenticationSettings()
  if (!reauthenticateSince) return false
  const row = await findUserSession(store().read, sha256Hex(reference))
  return row !== undefined && row.createdAt < reauthenticateSince
}

/** A page is not refused because the store is too busy to note that it was asked for: the next request notes it. */
async function touch(id: string, now: Date): Promise<void> {
  try {
    await store().write((tx) => touchUserSession(tx, id, now))
  } catch (error) {
    if (!isAppError(error) || (error.code !== 'overloaded' && error.code !== 'store-busy')) throw error
  }
}
