import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { store } from '#db/index.ts'
import { findPasskey, touchPasskey, type PasskeyRow } from '#db/queries/administrators-second-factors.ts'
import { findAdministrator, lockAdministrator } from '#db/queries/administrators.ts'
import { spendChallenge } from '#db/queries/sessions.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { openChallenge, sealChallenge } from '#lib/auth/challenge.ts'
import { sha256Hex } from '#lib/auth/secrets.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { mustUseSso, ssoOnly } from './authentication-settings/enforcement.ts'
import { relyingPartyId, transportsIn } from './mfa-passkeys.ts'
import { auditRefusal, beginAttempt, settleAttempt } from './sign-in-attempts.ts'
import { openSession } from './sign-in-sessions.ts'

/** What the browser asks an authenticator for: any passkey it has for us. `sealed` goes into the browser's cookie. */
export async function beginPasskeySignIn(): Promise<{
  options: PublicKeyCredentialRequestOptionsJSON
  sealed: string
}> {
  const { challenge, sealed } = sealChallenge('passkey-sign-in')
  const options = await generateAuthenticationOptions({
    rpID: relyingPartyId(),
    challenge: Buffer.from(challenge.nonce, 'base64url'),
    userVerification: 'required',
  })
  return { options, sealed }
}

/**
 * Signs in whoever's passkey signed the challenge. It stands for both factors: somebody has the device, and opened it.
 * @returns the reference of a new session, for the cookie.
 * @throws AppError `unauthenticated`, `throttled`.
 */
export async function signInWithPasskey(
  sealed: string | undefined,
  response: AuthenticationResponseJSON,
  from: Caller,
): Promise<string> {
  const challenge = openChallenge(sealed, 'passkey-sign-in')
  const passkey = await findPasskey(store().read, response.id)
  const administrator = passkey && (await findAdministrator(store().read, passkey.administratorId))
  const attempt = await beginAttempt(administrator?.email ?? '', from)
  if (administrator && (await mustUseSso(store().read, administrator.id))) {
    await auditRefusal(attempt, 'SSO is enforced', administrator)
    throw ssoOnly()
  }
  const counter = challenge && passkey ? await newCounter(response, challenge.nonce, passkey) : undefined
  if (challenge && passkey && administrator && counter !== undefined) {
    const reference = await store().write(async (tx) => {
      const current = await lockAdministrator(tx, administrator.id)
      if (!current || current.isDisabled) return undefined
      const spent = { id: sha256Hex(challenge.nonce), expiresAt: challenge.expiresAt }
      if (!(await spendChallenge(tx, spent, attempt.now))) return undefined
      const use = { from: passkey.counter, to: counter, at: attempt.now }
      if (!(await touchPasskey(tx, passkey.id, use))) return undefined
      await settleAttempt(tx, attempt, 'signed-in')
      return openSession(tx, current, from, 'passkey')
    })
    if (reference !== undefined) return reference
  }
  await auditRefusal(attempt, 'passkey not accepted', administrator)
  throw new AppError(
    'unauthenticated',
    'This passkey was not accepted. It may have been removed; sign in with your password instead.',
  )
}

/** The authenticator's counter after this answer; undefined when the answer is not right, or the counter went back. */
async function newCounter(
  response: AuthenticationResponseJSON,
  nonce: string,
  passkey: PasskeyRow,
): Promise<number | undefined> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: nonce,
      expectedOrigin: env().url,
      expectedRPID: relyingPartyId(),
      credential: {
        id: passkey.id,
        publicKey: Buffer.from(passkey.publicKey, 'base64url'),
        counter: passkey.counter,
        transports: transportsIn(passkey.transports),
      },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}
