import { newId } from '#db/ids.ts'
import { insertSamlSignIn, type SamlSignInRow } from '#db/queries/saml-requests.ts'
import type { Writer } from '#db/store.ts'
import type { Caller } from '#lib/auth/caller.ts'
import type { RefusalCode } from '#lib/saml/refusals.ts'
import { fold } from '#lib/scim/fold.ts'

export type LoggedSignIn = {
  idpId: string
  /** `logout`: a message of single logout that was refused, or a logout that the IdP did not bring to its end. */
  purpose: SamlSignInRow['purpose']
  /** Null: accepted. */
  refusal: RefusalCode | null
  detail: string | null
  /** Empty when none could be read from signed bytes. */
  userName: string
  caller: Caller
  now: Date
}

/** Leaves the sign-in log's row of an attempt. Answers its id, by which an administrator finds what a user was shown. */
export async function logSignIn(tx: Writer, attempt: LoggedSignIn): Promise<string> {
  const { idpId, purpose, refusal, detail, caller, now } = attempt
  const id = newId(now)
  // Of a message that was refused anything may be told, also what PostgreSQL does not take.
  const userName = attempt.userName.replace(/\p{Cc}/gu, '\u{fffd}').slice(0, 320)
  await insertSamlSignIn(tx, {
    id,
    at: now,
    idpId,
    purpose,
    outcome: refusal === null ? 'accepted' : 'refused',
    refusal,
    detail: detail === null || detail === '' ? null : detail.replaceAll('\0', '\u{fffd}').slice(0, 1_000),
    userName,
    userNameKey: fold(userName),
    address: caller.address,
    userAgent: caller.userAgent.slice(0, 512),
  })
  return id
}
