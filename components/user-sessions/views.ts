import type { SessionState } from '#lib/table/user-sessions.ts'

export type IdpName = { id: string; name: string }

/** A session as pages show it; times are ISO 8601. */
export type SessionView = {
  id: string
  idp: IdpName
  userName: string
  userId: string | null
  state: SessionState
  /** Why it was ended. */
  reason: string | null
  createdAt: string
  lastSeenAt: string
  authenticatedAt: string
  expiresAt: string
  endedAt: string | null
  client: string
  userAgent: string
  address: string
  nameId: string
  nameIdFormat: string
  sessionIndex: string | null
  attributes: readonly { name: string; values: readonly string[] }[]
}

/** An attempt to sign in as pages show it. */
export type SignInView = {
  id: string
  at: string
  idp: IdpName
  outcome: 'accepted' | 'refused'
  purpose: string
  userName: string
  refusal: { code: string; title: string; forUser: string; advice: string } | null
  detail: string | null
  client: string
  userAgent: string
  address: string
}

/** Somebody who was refused as not provisioned. */
export type NotProvisionedView = {
  id: string
  idp: IdpName
  userName: string
  reason: 'absent' | 'inactive'
  nearMiss: string | null
  attempts: number
  firstAt: string
  lastAt: string
}
