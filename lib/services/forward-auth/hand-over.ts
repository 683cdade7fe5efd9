import { store } from '#db/index.ts'
import {
  deleteApplicationSession,
  deleteStaleHandOvers,
  hasStaleHandOvers,
  insertApplicationSession,
  insertHandOverCode,
  takeHandOverCode,
} from '#db/queries/application-sessions.ts'
import { findUserSession, findUserSessionById } from '#db/queries/user-sessions.ts'
import { isHttps } from '#lib/auth/cookie.ts'
import { randomSecret, sha256Hex } from '#lib/auth/secrets.ts'
import { env } from '#lib/env.ts'
import { decide } from '#lib/policy/decide.ts'
import type { Platform } from '#lib/policy/rule.ts'
import { findSubject } from '../policy/subject.ts'
import { checkUserSession } from '../sign-on/user-sessions.ts'
import { readDestination, type Destination } from './destination.ts'
import { openHandOver, sealHandOver, type HandOver } from './handle.ts'
import { lapseOf, type Lapse } from './timeouts.ts'
import { currentWorld } from './world.ts'

/** What the browser has of us at an application's host, and where it asks for it. */
export const applicationPaths = {
  signIn: '/.rollcall/sign-in',
  callback: '/.rollcall/callback',
  signOut: '/.rollcall/sign-out',
  blocked: '/.rollcall/blocked',
} as const

/** The page of ours that hands a session over, and back to which a sign-in leads. */
export const continuePath = '/forward-auth/continue'

/** The browser is on its way to the application with it. */
const CODE_MS = 30_000

/** Begins at the application's host. `browser` is for its cookie, `location` a page of ours; undefined: it is no application. */
export async function beginHandOver(
  { origin, host, port, isHttps: isSecure }: Destination,
  { browser: sent, path, now = new Date() }: { browser: string | undefined; path: string; now?: Date },
): Promise<{ browser: string; location: string } | undefined> {
  if (!(await isApplication({ host, port })) || (isHttps() && !isSecure)) return undefined
  // Several tabs begin at once, and each of them is to end well.
  const browser = isReference(sent) ? sent : randomSecret()
  const handle = sealHandOver({ origin, path, browserHash: sha256Hex(browser) }, now)
  return { browser, location: `${env().url}${continuePath}?handle=${handle}` }
}

/** A browser at our own host: the cookie of its user session, and what it says it runs on. */
export type Browser = { readonly reference: string | undefined; readonly platform: Platform | undefined }

export type Continued =
  /** To the application's host, with a code that is worth something there, once, and to this browser. */
  | { readonly kind: 'code'; readonly location: string }
  /** Nobody is signed in here, or too long ago. `message`: what the Timeout policy says to it; `location` leads back. */
  | { readonly kind: 'sign-in'; readonly location: string; readonly message: string }
  /** No hand-over of ours, or for an application that is there no more. */
  | { readonly kind: 'refused' }

/** Goes on at our own host, with the cookie of the user session. */
export async function continueHandOver(
  handle: string,
  { reference, platform }: Browser,
  now: Date = new Date(),
): Promise<Continued> {
  const begun = openHandOver(handle, now)
  const destination = begun && destinationOf(begun)
  if (!begun || !destination || !(await isApplication(destination))) return { kind: 'refused' }
  const location = `/saml/login?return=${encodeURIComponent(`${continuePath}?handle=${handle}`)}`
  const session = reference === undefined ? undefined : await checkUserSession(reference)
  if (!session) return { kind: 'sign-in', location, message: '' }
  const { userName, idp, signedInAt } = session
  const lapse = await lapseAt({ destination, platform, userName, idpId: idp.id, signedInAt, now })
  if (lapse) return { kind: 'sign-in', location, message: lapse.message }
  const code = randomSecret()
  await store().write((tx) =>
    insertHandOverCode(tx, {
      ...begun,
      hash: sha256Hex(code),
      userSessionId: session.id,
      expiresAt: new Date(now.getTime() + CODE_MS),
    }),
  )
  return { kind: 'code', location: `${begun.origin}${applicationPaths.callback}?code=${code}` }
}

/**
 * Whether a sign-in that leads back to a hand-over is to be a real one: this browser's authentication has run out for that
 * application, so the IdP must not answer from a session of its own.
 */
export async function mustAuthenticateAnew(
  returnTo: string | undefined,
  { reference, platform }: Browser,
  now: Date = new Date(),
): Promise<boolean> {
  const [, handle] = /^\/forward-auth\/continue\?handle=([A-Za-z0-9._-]+)$/.exec(returnTo ?? '') ?? []
  const begun = handle === undefined ? undefined : openHandOver(handle, now)
  const destination = begun && destinationOf(begun)
  const session = reference === undefined ? undefined : await findUserSession(store().read, sha256Hex(reference))
  if (!destination || !session) return false
  const { userName, idpId, createdAt: signedInAt } = session
  return (await lapseAt({ destination, platform, userName, idpId, signedInAt, now })) !== undefined
}

/** Ends at the application's host: the code for a session there. Undefined for a code that is not, or not here. */
export async function endHandOver(
  { origin, host }: Destination,
  { code, browser, now = new Date() }: { code: string; browser: string | undefined; now?: Date },
): Promise<{ reference: string; path: string } | undefined> {
  if (!isReference(code)) return undefined
  const reference = randomSecret()
  return store().write(async (tx) => {
    const taken = await takeHandOverCode(tx, sha256Hex(code))
    if (!taken || taken.expiresAt <= now || taken.origin !== origin) return undefined
    if (browser === undefined || taken.browserHash !== sha256Hex(browser)) return undefined
    const session = await findUserSessionById(tx, taken.userSessionId)
    if (!session || session.endedAt || session.expiresAt <= now) return undefined
    await insertApplicationSession(tx, {
      hash: sha256Hex(reference),
      userSessionId: session.id,
      idpId: session.idpId,
      host,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: session.expiresAt,
    })
    return { reference, path: taken.path }
  })
}

/** Takes a host's session away, whatever becomes of the user session. */
export const endApplicationSession = (reference: string): Promise<void> =>
  store().write((tx) => deleteApplicationSession(tx, sha256Hex(reference)))

const AT_ONCE = 500

/** Deletes codes that nobody came for, and sessions at applications that ended with their user session. */
export async function sweepHandOvers(now: Date = new Date()): Promise<void> {
  while (await hasStaleHandOvers(store().report, now)) {
    if ((await store().write((tx) => deleteStaleHandOvers(tx, now, AT_ONCE))) === 0) return
  }
}

/** What a reference or code of ours looks like. */
const isReference = (value: string | undefined): value is string => /^[A-Za-z0-9_-]{43}$/.test(value ?? '')

const destinationOf = ({ origin, path }: HandOver): Destination | undefined => {
  const url = URL.parse(origin)
  return url ? readDestination({ scheme: url.protocol.slice(0, -1), host: url.host, path }) : undefined
}

async function isApplication({ host, port }: Pick<Destination, 'host' | 'port'>): Promise<boolean> {
  const { policies } = await currentWorld()
  return policies.findSegment({ host, port, protocol: 'tcp' }).application !== undefined
}

async function lapseAt(asked: {
  destination: Destination
  platform: Platform | undefined
  userName: string
  idpId: string
  signedInAt: Date
  now: Date
}): Promise<Lapse | undefined> {
  const { host, port } = asked.destination
  const { policies } = await currentWorld()
  const found = await findSubject(store().read, asked.idpId, asked.userName)
  if (!found) return undefined
  const request = {
    destination: { host, port, protocol: 'tcp' },
    clientType: 'browser',
    platform: asked.platform,
    countryCode: undefined,
    address: undefined,
  } as const
  const now = asked.now.getTime()
  // Nothing is idle that begins now.
  return lapseOf(decide(policies, 'timeout', found.subject, request), {
    signedInAt: asked.signedInAt.getTime(),
    seenAt: now,
    now,
  })
}
