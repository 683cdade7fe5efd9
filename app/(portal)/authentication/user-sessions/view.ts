import type { NotProvisionedView, SessionView, SignInView } from '#components/user-sessions/views.ts'
import type { ListedNotProvisioned } from '#db/queries/list-not-provisioned.ts'
import type { ListedSession } from '#db/queries/list-user-sessions.ts'
import type { SamlSignInRow } from '#db/queries/saml-requests.ts'
import { refusals } from '#lib/saml/refusals.ts'
import { deviceOf } from '#lib/services/session-device.ts'
import { signInPurposes } from '#lib/table/sign-in-log.ts'

type NameOf = (idpId: string) => string

export const sessionView =
  (nameOf: NameOf) =>
  (session: ListedSession): SessionView => ({
    id: session.id,
    idp: { id: session.idpId, name: nameOf(session.idpId) },
    userName: session.userName,
    userId: session.userId,
    state: session.state,
    reason: session.endReason,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    authenticatedAt: session.authenticatedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    endedAt: session.endedAt?.toISOString() ?? null,
    client: deviceOf(session.userAgent),
    userAgent: session.userAgent,
    address: session.address,
    nameId: session.nameId,
    nameIdFormat: session.nameIdFormat,
    sessionIndex: session.sessionIndex,
    attributes: Object.entries(JSON.parse(session.attributes) as Record<string, string[]>).map(([name, values]) => ({
      name,
      values,
    })),
  })

export const signInView =
  (nameOf: NameOf) =>
  (signIn: SamlSignInRow): SignInView => {
    const { refusal: code } = signIn
    const known = refusals.find((refusal) => refusal.code === code)
    // A code of another version of Rollcall has no words here.
    const unknown = code === null ? null : { code, title: 'Refused', forUser: '', advice: '' }
    return {
      id: signIn.id,
      at: signIn.at.toISOString(),
      idp: { id: signIn.idpId, name: nameOf(signIn.idpId) },
      outcome: signIn.outcome,
      purpose: signInPurposes.find(({ value }) => value === signIn.purpose)?.label ?? signIn.purpose,
      userName: signIn.userName,
      refusal: known ?? unknown,
      detail: signIn.detail,
      client: deviceOf(signIn.userAgent),
      userAgent: signIn.userAgent,
      address: signIn.address,
    }
  }

export const notProvisionedView =
  (nameOf: NameOf) =>
  ({ idpId, firstAt, lastAt, ...person }: ListedNotProvisioned): NotProvisionedView => ({
    ...person,
    idp: { id: idpId, name: nameOf(idpId) },
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  })
