import { fold } from '#lib/scim/fold.ts'
import { newId } from '../ids.ts'
import type { SamlSignInRow } from './saml-requests.ts'
import type { UserSessionRow } from './user-sessions.ts'

// Rows with everything a test does not care about filled in.

export const sessionRow = (userName: string, rest: Partial<UserSessionRow> = {}): UserSessionRow => {
  const createdAt = rest.createdAt ?? new Date()
  const id = newId(createdAt)
  return {
    id,
    hash: `hash-${id}`,
    idpId: '1',
    userId: null,
    userName,
    userNameKey: fold(userName),
    nameId: userName,
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    sessionIndex: null,
    authenticatedAt: createdAt,
    attributes: '{}',
    createdAt,
    lastSeenAt: createdAt,
    expiresAt: new Date(createdAt.getTime() + 8 * 3_600_000),
    address: '192.0.2.1',
    userAgent: 'test',
    endedAt: null,
    endReason: null,
    ...rest,
  }
}

export const signInRow = (userName: string, at: Date, rest: Partial<SamlSignInRow> = {}): SamlSignInRow => ({
  id: newId(at),
  at,
  idpId: '1',
  purpose: 'sign-in',
  outcome: rest.refusal ? 'refused' : 'accepted',
  refusal: null,
  detail: null,
  userName,
  userNameKey: fold(userName),
  address: '192.0.2.1',
  userAgent: 'test',
  ...rest,
})
