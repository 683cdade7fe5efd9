import { store } from '#db/index.ts'
import { listFactorsOf } from '#db/queries/administrators-second-factors.ts'
import {
  findAdministratorByEmail,
  lockAdministrator,
  replacePasswordHash,
  type AdministratorRow,
} from '#db/queries/administrators.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { sealChallenge } from '#lib/auth/challenge.ts'
import { rehashPassword, verifyPassword } from '#lib/auth/passwords.ts'
import { sha256Hex } from '#lib/auth/secrets.ts'
import { AppError } from '#lib/errors.ts'
import { ssoOnly } from './authentication-settings/enforcement.ts'
import { authenticationSettings } from './authentication-settings/settings.ts'
import { auditRefusal, beginAttempt, settleAttempt, type RefusalReason } from './sign-in-attempts.ts'
import { openSession } from './sign-in-sessions.ts'

/** How far a right password gets. `sealed` is for the browser's cookie, and is answered by `signInWithCode`. */
export type SignInStep =
  | { readonly kind: 'signed-in'; readonly reference: string }
  | { readonly kind: 'second-factor'; readonly sealed: string; readonly factors: SecondFactors }

export type SecondFactors = { readonly totp: boolean; readonly passkey: boolean }

/**
 * Signs an administrator in, or asks for the second factor of one who has any.
 * An unknown account, a wrong password and a disabled account cost the same time and get the same answer.
 * @throws AppError `unauthenticated`, or `throttled` with the time to wait (sign-in-throttle.ts).
 */
export async function signIn(credentials: { email: string; password: string }, from: Caller): Promise<SignInStep> {
  const attempt = await beginAttempt(credentials.email, from)
  const administrator = await findAdministratorByEmail(store().read, attempt.emailKey)
  // Who was invited has no password yet: that costs the time of a wrong one, too.
  const isRight = await verifyPassword(administrator?.passwordHash || undefined, credentials.password)
  const { enforcesSso, breakGlassId } = await authenticationSettings()
  const isClosed = enforcesSso && administrator?.id !== breakGlassId
  const problem = problemOf(administrator, isRight) ?? (isClosed ? 'SSO is enforced' : undefined)
  if (problem !== undefined || !administrator) {
    await auditRefusal(attempt, problem ?? 'unknown account', administrator)
    throw enforcesSso ? ssoOnly() : refused()
  }
  const { passwordHash } = administrator
  const renewedHash = await rehashPassword(passwordHash, credentials.password)

  const step = await store().write(async (tx): Promise<SignInStep | undefined> => {
    // Read again: hashing takes long enough for a reset or a disabling to come between.
    const current = await lockAdministrator(tx, administrator.id)
    if (!current || current.isDisabled || current.passwordHash !== passwordHash) return undefined
    if (renewedHash) await replacePasswordHash(tx, current.id, passwordHash, renewedHash)
    const has = (await listFactorsOf(tx, [current.id])).get(current.id)
    if (has && (has.totp || has.passkeys > 0)) {
      await settleAttempt(tx, attempt, 'half')
      const { sealed } = sealChallenge('second-factor', {
        administratorId: current.id,
        memory: passwordMark(renewedHash ?? passwordHash),
      })
      return { kind: 'second-factor', sealed, factors: { totp: has.totp, passkey: has.passkeys > 0 } }
    }
    await settleAttempt(tx, attempt, 'signed-in')
    return { kind: 'signed-in', reference: await openSession(tx, current, from, 'password') }
  })
  if (step) return step
  await auditRefusal(attempt, 'changed meanwhile', administrator)
  throw refused()
}

/** What a half-done sign-in remembers of the password it began with: a new one ends it. */
export const passwordMark = (passwordHash: string): string => sha256Hex(passwordHash)

function problemOf(administrator: AdministratorRow | undefined, isRight: boolean): RefusalReason | undefined {
  if (!administrator) return 'unknown account'
  if (!isRight) return 'wrong password'
  return administrator.isDisabled ? 'disabled account' : undefined
}

const refused = () => new AppError('unauthenticated', 'The e-mail address or the password is not right.')
