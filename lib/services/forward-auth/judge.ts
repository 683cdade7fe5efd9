import { isHttps } from '#lib/auth/cookie.ts'
import type { CompiledSet } from '#lib/policy/compile.ts'
import { decide, type Decision, type Reason } from '#lib/policy/decide.ts'
import { explain } from '#lib/policy/explain.ts'
import type { PolicyRequest, Subject } from '#lib/policy/policy-set.ts'
import type { Platform } from '#lib/policy/rule.ts'
import { loggedDecision, recordAgain, recordDecision, type MadeDecision } from '../decision-log/index.ts'
import { sessionEndMs } from '../sign-on/user-sessions.ts'
import type { Destination } from './destination.ts'
import { isExempted } from './exempted.ts'
import { findKnown, noteSeen, type Known } from './known.ts'
import { lapseOf, type Lapse } from './timeouts.ts'
import { currentWorld, type World } from './world.ts'

/** A request to an application, as its reverse proxy asks about it. */
export type Asked = {
  readonly destination: Destination
  /** The cookie of the application's host; undefined: the browser has none. */
  readonly reference: string | undefined
  /** Of whoever asked the proxy; `unknown` where nobody vouches for it. */
  readonly address: string
  readonly platform: Platform | undefined
  readonly countryCode: string | undefined
}

/** Who was let through. */
export type PassedUser = {
  readonly userName: string
  /** As in the portal and SCIM; undefined where the IdP provisions nobody. */
  readonly userId: string | undefined
  readonly idpId: string
}

export type WhyBlocked =
  | Reason
  /** The application is on plain http and Rollcall is not: the session would be there for everybody to read. */
  | 'insecure'

export type Verdict =
  /** `user` undefined: nobody has to say who they are there. */
  | { readonly kind: 'pass'; readonly user: PassedUser | undefined }
  | { readonly kind: 'sign-in'; readonly lapse: Lapse | undefined }
  | {
      readonly kind: 'blocked'
      readonly why: WhyBlocked
      /** Of the rule that blocks; empty: it has none. */
      readonly message: string
      /** Undefined: nobody has signed in. */
      readonly userName: string | undefined
      readonly application: string | undefined
    }

const nobody: Subject = {
  isAnonymous: true,
  idpId: '',
  userName: '',
  provisioned: 'absent',
  block: null,
  scim: new Map(),
  groups: new Set(),
  saml: undefined,
  authenticatedAt: null,
}

/**
 * Judges a request to an application, by what is published and known at this moment (believed.ts). Whoever is signed in is
 * decided about by name; an Exempted URL passes from known locations; where a location does not enforce authentication, so
 * does what the Access policy allows without knowing who it is. Everybody else signs in.
 */
export async function judge(asked: Asked): Promise<Verdict> {
  const { destination } = asked
  // What is known already is not waited for: a turn of the microtasks each is a tenth of the work.
  const read = currentWorld()
  const world = read instanceof Promise ? await read : read
  const mayHaveSession = destination.isHttps || !isHttps()
  const looked =
    mayHaveSession && asked.reference !== undefined ? findKnown(destination.host, asked.reference) : undefined
  const known = looked instanceof Promise ? await looked : looked
  const now = new Date()
  const request = requestOf(asked)
  const isLive =
    known &&
    sessionEndMs(known.session, { settings: world.settings, idp: known.idp, nowMs: now.getTime() }) !== undefined
  const live = isLive ? known : undefined
  const found = live && judgeKnown(world, live, request, asked, now)
  if (found?.kind === 'pass') return found
  const isEnforced = world.isEnforcedAt(asked.address)
  if (isEnforced !== undefined && isExempted(world.exemptions, destination)) {
    record(asked, now, undefined, { ...blank, action: 'allow', reason: 'exempt' })
    return { kind: 'pass', user: undefined }
  }
  if (found?.kind === 'blocked') return found
  const access = decide(world.policies, 'access', nobody, request)
  if (isEnforced === false && isAllowed(access)) {
    record(asked, now, undefined, { ...loggedDecision(access), reason: 'not-enforced' })
    return { kind: 'pass', user: undefined }
  }
  // Nobody is ever sent to sign in for a host that is no application of ours.
  if (!access.application) return blocked(world, nobody, request, asked, access, now)
  if (!mayHaveSession) return { ...told(access), kind: 'blocked', why: 'insecure', message: '', userName: undefined }
  return found ?? { kind: 'sign-in', lapse: undefined }
}

function judgeKnown(world: World, known: Known, request: PolicyRequest, asked: Asked, now: Date): Verdict {
  const { policies } = world
  const { subject, session } = known
  const decided = decideBoth(known, policies, request)
  const { access, timeout } = decided
  if (!isAllowed(access)) return blocked(world, subject, request, asked, access, now, known)
  const lapse = lapseOf(timeout, {
    signedInAt: session.createdAt.getTime(),
    seenAt: known.seen.at,
    now: now.getTime(),
  })
  if (lapse) {
    const { reason, rule } = lapse
    const { application } = access
    record(asked, now, known, { policy: 'timeout', action: 'sign-in', reason, rule, application })
    return { kind: 'sign-in', lapse }
  }
  noteSeen(known, now)
  if (!recordAgain(decided, now)) {
    record(asked, now, known, loggedDecision(access), () => explain(policies, 'access', subject, request), decided)
  }
  const { userName, idpId } = session
  return { kind: 'pass', user: { userName, userId: known.userId, idpId } }
}

type Decided = { policies: CompiledSet; request: PolicyRequest; access: Decision; timeout: Decision }

/** What was decided about somebody last: the requests of a page are alike, and so is what is decided about them. */
const decidedLast = new WeakMap<Known, Decided>()

function decideBoth(known: Known, policies: CompiledSet, request: PolicyRequest): Decided {
  const last = decidedLast.get(known)
  if (last?.policies === policies && isSame(last.request, request)) return last
  const { subject } = known
  const access = decide(policies, 'access', subject, request)
  const decided = { policies, request, access, timeout: decide(policies, 'timeout', subject, request) }
  decidedLast.set(known, decided)
  return decided
}

function isSame(some: PolicyRequest, other: PolicyRequest): boolean {
  const [a, b] = [some.destination, other.destination]
  return (
    'host' in a &&
    'host' in b &&
    a.host === b.host &&
    a.port === b.port &&
    some.address === other.address &&
    some.platform === other.platform &&
    some.countryCode === other.countryCode
  )
}

function blocked(
  { policies }: World,
  subject: Subject,
  request: PolicyRequest,
  asked: Asked,
  access: Decision,
  now: Date,
  known?: Known,
): Verdict {
  record(asked, now, known, loggedDecision(access), () => explain(policies, 'access', subject, request))
  const { outcome, reason } = access
  const message = outcome.policy === 'access' ? outcome.message : ''
  return { ...told(access), kind: 'blocked', why: reason, message, userName: known?.session.userName }
}

const told = ({ application }: Decision) => ({ application: application?.name })

const isAllowed = ({ outcome }: Decision): boolean => outcome.policy === 'access' && outcome.action === 'allow'

const requestOf = ({ destination, platform, countryCode, address }: Asked): PolicyRequest => ({
  destination: { host: destination.host, port: destination.port, protocol: 'tcp' },
  clientType: 'browser',
  platform,
  countryCode,
  address,
})

type Logged = Pick<MadeDecision, 'policy' | 'action' | 'reason' | 'rule' | 'application'>

const blank = { policy: 'access', rule: undefined, application: undefined } as const

function record(
  asked: Asked,
  at: Date,
  known: Known | undefined,
  logged: Logged,
  explained?: MadeDecision['explain'],
  about?: object,
): void {
  const { destination, address, platform, countryCode } = asked
  const { host } = destination
  const made: MadeDecision = {
    ...logged,
    at,
    person: known && { idpId: known.session.idpId, userId: known.userId, userName: known.session.userName },
    host: `${host}:${destination.port}`,
    address: address === 'unknown' ? undefined : address,
    clientType: 'browser',
    platform,
    countryCode,
    source: { kind: 'forward-auth', name: host },
    ...(explained ? { explain: explained } : {}),
  }
  recordDecision(made, about)
}
