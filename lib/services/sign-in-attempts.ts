import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import type { AdministratorRow } from '#db/queries/administrators.ts'
import {
  deleteSignInAttemptsBefore,
  insertSignInAttempt,
  listSignInAttempts,
  updateSignInAttempt,
} from '#db/queries/sessions.ts'
import type { Writer } from '#db/store.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import { appendAudit } from './audit.ts'
import { throttleAddress, throttledUntil } from './sign-in-throttle.ts'

/** Attempts are kept this long: the throttle needs an hour of them, whoever looks into a break-in needs more. */
const keepAttemptsMs = 90 * 24 * 60 * 60_000

/** An attempt to sign in, on record as refused until it proves right: a crash in between counts against the caller. */
export type Attempt = {
  readonly id: string
  /** As it was typed. */
  readonly email: string
  readonly emailKey: string
  readonly address: string
  readonly from: Caller
  readonly now: Date
}

/**
 * Puts an attempt on record, unless there were too many.
 * @throws AppError `throttled` with the time to wait (sign-in-throttle.ts).
 */
export async function beginAttempt(email: string, from: Caller): Promise<Attempt> {
  const now = new Date()
  const attempt: Attempt = {
    id: newId(now),
    email: email.trim(),
    emailKey: fold(email.trim()).slice(0, 320),
    address: throttleAddress(from.address),
    from,
    now,
  }
  await refuseThrottled(attempt, false)
  const { id, emailKey, address } = attempt
  await store().write((tx) => insertSignInAttempt(tx, { id, at: now, emailKey, address, outcome: 'refused' }))
  // Asked again after the attempt is on record: of a hundred at the same moment, each now counts the others, and only
  // as many as the limit get as far as the password.
  await refuseThrottled(attempt, true)
  return attempt
}

/** The attempt went well: all the way, or as far as the second factor. */
export async function settleAttempt(tx: Writer, attempt: Attempt, outcome: 'signed-in' | 'half'): Promise<void> {
  await updateSignInAttempt(tx, attempt.id, outcome)
  await deleteSignInAttemptsBefore(tx, newId(new Date(attempt.now.getTime() - keepAttemptsMs)))
}

/** Why an attempt was refused: for the audit log, never for the caller. */
export type RefusalReason =
  | 'unknown account'
  | 'disabled account'
  | 'wrong password'
  | 'wrong code'
  | 'passkey not accepted'
  | 'SSO is enforced'
  | 'too many attempts'
  | 'changed meanwhile'

/** Leaves a refused attempt's audit row: a Sign In Failure. */
export async function auditRefusal(
  attempt: Pick<Attempt, 'email' | 'from'>,
  reason: RefusalReason,
  administrator?: AdministratorRow,
): Promise<void> {
  await store().write((tx) => appendRefusal(tx, attempt, reason, administrator))
}

async function appendRefusal(
  tx: Writer,
  { email, from }: Pick<Attempt, 'email' | 'from'>,
  reason: RefusalReason,
  administrator?: AdministratorRow,
): Promise<void> {
  // People type their password into the wrong field: what is no address is not kept.
  const name = administrator?.email ?? (/^[^\s@]{1,64}@[^\s@]{1,255}$/.test(email) ? email : 'Not an e-mail address')
  await appendAudit(
    tx,
    { id: 'visitor', name: 'Not signed in', ...from },
    {
      action: 'session.refuse',
      target: { type: 'administrator', id: administrator?.id ?? 'unknown', name },
      after: { reason },
    },
  )
}

async function refuseThrottled(attempt: Attempt, isRecorded: boolean): Promise<void> {
  const { id, emailKey, address, now } = attempt
  const until = await throttledUntil(store().read, isRecorded ? { ...attempt, except: id } : attempt)
  if (!until) return
  if (isRecorded) await store().write((tx) => updateSignInAttempt(tx, id, 'throttled'))
  else await noteThrottled({ emailKey, address, now }, attempt)
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000))
  throw new AppError(
    'throttled',
    `Too many attempts to sign in. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
  )
}

/** One row a minute: throttled attempts must not cost the disk more than they cost a flooding caller. */
async function noteThrottled(
  { emailKey, address, now }: { emailKey: string; address: string; now: Date },
  attempt: Attempt,
): Promise<void> {
  const since = new Date(now.getTime() - 60_000)
  const noted = await listSignInAttempts(store().read, { emailKey, address, outcome: 'throttled', since, limit: 1 })
  if (noted.length > 0) return
  const id = newId(now)
  await store().write(async (tx) => {
    await insertSignInAttempt(tx, { id, at: now, emailKey, address, outcome: 'throttled' })
    await appendRefusal(tx, attempt, 'too many attempts')
  })
}
