import type { ScimIdp, ScimToken } from '#db/queries/tokens.ts'
import type { ScimRequest } from './message.ts'
import type { RateLimit } from './rate-limit.ts'

/** One request on its way through the service: what is known of it so far. */
export type Call = {
  readonly request: ScimRequest
  readonly at: Date
  /** performance.now() of its arrival. */
  readonly startedAt: number
  /** The endpoint, absolute and without a trailing slash: every location begins with it. */
  readonly base: string
  /** What its log row says beside what comes of it, as sentences. */
  notes?: readonly string[]
  idp: ScimIdp | undefined
  /** Where the address is no IdP's: the one that its token or a number in it tells (meant-idp.ts). */
  meantIdpId?: string | undefined
  /** The IdP whose token was sent to the address of another one. */
  strayedFrom?: string
  token: ScimToken | undefined
  /** What is left of the IdP's requests, where they are limited. */
  rate?: RateLimit
  /** The body as received, once it has been read. */
  body: string | undefined
  /** What the request is about, as soon as that is known, for its log row. */
  entity: { type: 'User' | 'Group'; id?: string; name?: string; externalId?: string | null } | undefined
}

/** A call that was let in: its token has been checked, or it is rehearsed and needs none. */
export type AdmittedCall = Call & { readonly idp: ScimIdp }
