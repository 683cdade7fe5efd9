import { store } from '#db/index.ts'
import { newId } from '#db/ids.ts'
import { findAdministratorByEmail, lockAdministrator, replacePasswordHash } from '#db/queries/administrators.ts'
import {
  deleteSignInAttemptsBefore,
  insertSignInAttempt,
  listSignInAttempts,
  updateSignInAttempt,
} from '#db/queries/sessions.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { rehashPassword, verifyPassword } from '#lib/auth/passwords.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import { openSession } from './sign-in-sessions.ts'
import { throttleAddress, throttledUntil } from './sign-in-throttle.ts'

/** Attempts are kept this long: the throttle needs an hour of them, whoever looks into a break-in needs more. */
const keepAttemptsMs = 90 * 24 * 60 * 60_000

/**
 * Signs an administrator in.
 * An unknown account, a wrong password and a disabled account cost the same time and get the same answer.
 * @returns the reference of a new session, for the cookie.
 * @throws AppError `unauthenticated`, or `throttled` with the time to wait (sign-in-throttle.ts).
 */
export async function signIn(credentials: { email: string; password: string }, from: Caller): Promise<string> {
  const now = new Date()
  const account = {
    emailKey: fold(credentials.email.trim()).slice(0, 320),
    address: throttleAddress(from.address),
    now,
  }
  await refuseThrottled(account)
  const attempt = await recordAttempt(account)
  // Asked again after the attempt is on record: of a hundred at the same moment, each now counts the others, and only
  // as many as the limit get as far as the password.
  await refuseThrottled({ ...account, except: attempt })

  const administrator = await findAdministratorByEmail(store().read, account.emailKey)
  const isRight = await verifyPassword(administrator?.passwordHash, credentials.password)
  if (!administrator || !isRight || administrator.isDisabled) throw refused()
  const { passwordHash } = administrator
  const renewedHash = await rehashPassword(passwordHash, credentials.password)

  return store().write(async (tx) => {
    // Read again: hashing takes long enough for a reset or a disabling to come between.
    const current = await lockAdministrator(tx, administrator.id)
    if (!current || current.isDisabled || current.passwordHash !== passwordHash) throw refused()
    if (renewedHash) await replacePasswordHash(tx, current.id, passwordHash, renewedHash)
    await updateSignInAttempt(tx, attempt, 'signed-in')
    await deleteSignInAttemptsBefore(tx, newId(new Date(now.getTime() - keepAttemptsMs)))
    return openSession(tx, current, from)
  })
}

type Account = { emailKey: string; address: string; now: Date }

const refused = () => new AppError('unauthenticated', 'The e-mail address or the password is not right.')

/** On record as refused until the password proves right, so that a crash in between counts against the caller. */
async function recordAttempt({ emailKey, address, now }: Account): Promise<string> {
  const id = newId(now)
  await store().write(async (tx) => insertSignInAttempt(tx, { id, at: now, emailKey, address, outcome: 'refused' }))
  return id
}

async function refuseThrottled(attempt: Account & { except?: string }): Promise<void> {
  const { emailKey, address, now, except } = attempt
  const until = await throttledUntil(store().read, attempt)
  if (!until) return
  if (except) {
    await store().write(async (tx) => updateSignInAttempt(tx, except, 'throttled'))
  } else {
    await noteThrottled({ emailKey, address, now })
  }
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000))
  throw new AppError(
    'throttled',
    `Too many attempts to sign in. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
  )
}

/** One row a minute: throttled attempts must not cost the disk more than they cost a flooding caller. */
async function noteThrottled({ emailKey, address, now }: Account): Promise<void> {
  const since = new Date(now.getTime() - 60_000)
  const noted = await listSignInAttempts(store().read, { emailKey, address, outcome: 'throttled', since, limit: 1 })
  if (noted.length > 0) return
  const id = newId(now)
  await store().write(async (tx) => insertSignInAttempt(tx, { id, at: now, emailKey, address, outcome: 'throttled' }))
}
