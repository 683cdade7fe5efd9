import { store } from '#db/index.ts'
import {
  findTotpFactor,
  listFactorsOf,
  takeRecoveryCode,
  takeTotpStep,
} from '#db/queries/administrators-second-factors.ts'
import { findAdministrator, lockAdministrator, type AdministratorRow } from '#db/queries/administrators.ts'
import { spendChallenge, type SessionRow } from '#db/queries/sessions.ts'
import type { Writer } from '#db/store.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { openChallenge, type Challenge } from '#lib/auth/challenge.ts'
import { recoveryCodeHash } from '#lib/auth/recovery-codes.ts'
import { unseal } from '#lib/auth/seal.ts'
import { sha256Hex } from '#lib/auth/secrets.ts'
import { matchTotp } from '#lib/auth/totp.ts'
import { AppError } from '#lib/errors.ts'
import { appendAudit } from './audit.ts'
import { auditRefusal, beginAttempt, settleAttempt } from './sign-in-attempts.ts'
import { openSession } from './sign-in-sessions.ts'
import { passwordMark, type SecondFactors } from './sign-in.ts'

/** Which second factors a half-done sign-in may go on with; undefined when it is over. */
export async function readHalfSignIn(sealed: string | undefined): Promise<SecondFactors | undefined> {
  const challenge = openChallenge(sealed, 'second-factor')
  const administrator = challenge && (await findAdministrator(store().read, challenge.administratorId ?? ''))
  if (!challenge || !administrator || !isOngoing(challenge, administrator)) return undefined
  const has = (await listFactorsOf(store().read, [administrator.id])).get(administrator.id)
  return { totp: has?.totp ?? false, passkey: (has?.passkeys ?? 0) > 0 }
}

/**
 * Ends a sign-in that waits for its second factor: with a code of the authenticator app, or a recovery code.
 * @returns the reference of a new session, for the cookie.
 * @throws AppError `unauthenticated` with field `code` when another try may help, without when it is over; `throttled`.
 */
export async function signInWithCode(sealed: string | undefined, code: string, from: Caller): Promise<string> {
  const challenge = openChallenge(sealed, 'second-factor')
  const administrator = challenge && (await findAdministrator(store().read, challenge.administratorId ?? ''))
  if (!challenge || !administrator || !isOngoing(challenge, administrator)) throw over()
  const attempt = await beginAttempt(administrator.email, from)
  const reference = await store().write(async (tx) => {
    const current = await lockAdministrator(tx, administrator.id)
    if (!current || !isOngoing(challenge, current)) return undefined
    const method = await useCode(tx, current, code, from)
    if (!method) return undefined
    const { nonce, expiresAt } = challenge
    if (!(await spendChallenge(tx, { id: sha256Hex(nonce), expiresAt }, attempt.now))) return undefined
    await settleAttempt(tx, attempt, 'signed-in')
    return openSession(tx, current, from, method)
  })
  if (reference !== undefined) return reference
  await auditRefusal(attempt, 'wrong code', administrator)
  throw new AppError(
    'unauthenticated',
    'This code is not right, or was used before. Wait for the next one, or enter a recovery code.',
    { field: 'code' },
  )
}

/** Uses a code up, of the app or a recovery code. Undefined when it is neither. */
async function useCode(
  tx: Writer,
  administrator: AdministratorRow,
  code: string,
  from: Caller,
): Promise<SessionRow['method'] | undefined> {
  const factor = await findTotpFactor(tx, administrator.id)
  const step = factor && matchTotp(unseal(factor.sealedSecret), code, factor.lastStep)
  if (step !== undefined) return (await takeTotpStep(tx, administrator.id, step)) ? 'totp' : undefined
  if (!(await takeRecoveryCode(tx, administrator.id, recoveryCodeHash(administrator.id, code)))) return undefined
  await appendAudit(
    tx,
    { id: administrator.id, name: administrator.email, ...from },
    {
      action: 'recovery-codes.use',
      target: { type: 'administrator', id: administrator.id, name: administrator.email },
    },
  )
  return 'recovery-code'
}

const isOngoing = (challenge: Challenge, administrator: AdministratorRow): boolean =>
  !administrator.isDisabled && challenge.memory === passwordMark(administrator.passwordHash)

const over = () => new AppError('unauthenticated', 'This took too long. Enter your password again.')
