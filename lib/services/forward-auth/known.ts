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

/** What policies ask about somebody. */
type Person = {
  readonly idp: IdpRow
  readonly subject: Subject
  /** Of the users table; undefined when SCIM has not brought them. */
  readonly userId: string | undefined
}

/** Somebody at an application's host. */
export type Known = FoundApplicationSession &
  Person & {
    /** When they were let through there last, ms. */
    readonly seen: { at: number }
  }

/** How far `lastSeenAt` may be behind: a request is not worth a durable write each. */
const TOUCH_MS = 60_000

/** A session at a host, and whom it was known to be of when that was asked last. */
type Held = FoundApplicationSession & {
  /** Of loadPerson. */
  readonly personKey: string
  readonly seen: { at: number }
  last?: { person: Person; known: Known }
}

/** By the reference itself: hashing it for each request would be a twentieth of its time. */
const loadSession = believed(async (q, reference): Promise<Held | undefined> => {
  const found = await findApplicationSession(q, sha256Hex(reference))
  if (!found) return undefined
  const { idpId, userName } = found.session
  return { ...found, personKey: `${idpId} ${userName}`, seen: { at: found.at.lastSeenAt.getTime() } }
})

/** By IdP and userName: whoever is at twenty hosts is looked up once for all of them. */
const loadPerson = believed(async (q, key): Promise<Person | undefined> => {
  const end = key.indexOf(' ')
  const [idpId, userName] = [key.slice(0, end), key.slice(end + 1)]
  const [idp, found] = await Promise.all([findSubjectIdp(q, idpId), findSubject(q, idpId, userName)])
  return idp && found && { ...found, idp }
})

/**
 * Whom a cookie's reference stands for at this host; undefined for another host's, and for what never was one. A promise
 * only while it is looked up.
 */
export function findKnown(host: string, reference: string): Known | undefined | Promise<Known | undefined> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(reference)) return undefined
  const held = loadSession(reference)
  return held instanceof Promise ? held.then((found) => knownAt(host, found)) : knownAt(host, held)
}

function knownAt(host: string, held: Held | undefined): Known | undefined | Promise<Known | undefined> {
  if (held?.at.host !== host) return undefined
  const person = loadPerson(held.personKey)
  return person instanceof Promise ? person.then((found) => knownAs(held, found)) : knownAs(held, person)
}

/** The same as long as both are believed, so that what is decided about it can be kept. */
function knownAs(held: Held, person: Person | undefined): Known | undefined {
  if (!person) return undefined
  if (held.last?.person !== person) {
    const { at, session, seen } = held
    held.last = { person, known: { at, session, seen, ...person } }
  }
  return held.last.known
}

/** Notes that they were let through; written about once a minute, and nobody waits for it. */
export function noteSeen(known: Known, now: Date): void {
  const isDue = now.getTime() - known.seen.at >= TOUCH_MS
  if (!isDue) return
  known.seen.at = now.getTime()
  store()
    .write(
      async (tx) => {
        await touchApplicationSession(tx, known.at.hash, now)
        await touchUserSession(tx, known.session.id, now)
      },
      { mayRunTwice: true, isNote: true },
    )
    .catch((error: unknown) => {
      // Too busy to note it: the next request does.
      if (!isAppError(error)) console.error('The use of a session was not noted.', error)
      known.seen.at = 0
    })
}
