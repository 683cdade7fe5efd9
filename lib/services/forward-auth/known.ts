import {
  findApplicationSession,
  touchApplicationSession,
  type FoundApplicationSession,
} from '#db/queries/application-sessions.ts'
import type { IdpRow } from '#db/queries/idps.ts'
import { store } from '#db/index.ts'
import { touchUserSession } from '#db/queries/user-sessions.ts'
import { sha256Hex } from '#lib/auth/secrets.ts'
import { isAppError } from '#lib/errors.ts'
import type { Subject } from '#lib/policy/policy-set.ts'
import { findSubject, findSubjectIdp } from '../policy/subject.ts'
import { believed } from './believed.ts'

/** Somebody at an application's host, with what policies ask about them. */
export type Known = FoundApplicationSession & {
  readonly idp: IdpRow
  readonly subject: Subject
  /** Of the users table; undefined when SCIM has not brought them. */
  readonly userId: string | undefined
  /** Of the host's session, ms. */
  seenAt: number
}

/** How far `lastSeenAt` may be behind: a request is not worth a durable write each. */
const TOUCH_MS = 60_000

/** By the reference itself: hashing it for each request would be a twentieth of its time. */
const load = believed(async (q, reference): Promise<Known | undefined> => {
  const found = await findApplicationSession(q, sha256Hex(reference))
  if (!found) return undefined
  const { idpId, userName } = found.session
  const [idp, known] = await Promise.all([findSubjectIdp(q, idpId), findSubject(q, idpId, userName)])
  return idp && known && { ...found, ...known, idp, seenAt: found.at.lastSeenAt.getTime() }
})

/** Whom a cookie's reference stands for at this host; undefined for another host's, and for what never was one. */
export async function findKnown(host: string, reference: string): Promise<Known | undefined> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(reference)) return undefined
  const known = await load(reference)
  return known?.at.host === host ? known : undefined
}

/** Notes that they were let through; written about once a minute, and nobody waits for it. */
export function noteSeen(known: Known, now: Date): void {
  const isDue = now.getTime() - known.seenAt >= TOUCH_MS
  if (!isDue) return
  known.seenAt = now.getTime()
  store()
    .write(
      async (tx) => {
        await touchApplicationSession(tx, known.at.hash, now)
        await touchUserSession(tx, known.session.id, now)
      },
      { mayRunTwice: true, keepsRemembered: true },
    )
    .catch((error: unknown) => {
      // Too busy to note it: the next request does.
      if (!isAppError(error)) console.error('The use of a session was not noted.', error)
      known.seenAt = 0
    })
}
