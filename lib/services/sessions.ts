import { store } from '#db/index.ts'
import { findAdministrator } from '#db/queries/administrators.ts'
import {
  confirmSession as setConfirmed,
  deleteSession,
  deleteSessionsOf,
  listSessionsOf,
  type SessionRow,
} from '#db/queries/sessions.ts'
import { verifyPassword } from '#lib/auth/passwords.ts'
import { sha256Hex } from '#lib/auth/secrets.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from './actor.ts'
import { appendAudit } from './audit.ts'
import { deviceOf } from './session-device.ts'
import { auditRefusal, beginAttempt, settleAttempt } from './sign-in-attempts.ts'
import { idleSince, type Session } from './sign-in-sessions.ts'

export type SessionView = {
  /** Names the session on pages. The session's own id never goes there. */
  readonly handle: string
  readonly device: string
  readonly userAgent: string
  readonly address: string
  readonly method: SessionRow['method']
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly isCurrent: boolean
}

/** An administrator's open sessions, the one used last first. */
export async function listSessions(administratorId: string, current: Session): Promise<SessionView[]> {
  const now = new Date()
  const { read } = store()
  const rows = await listSessionsOf(read, administratorId, { now, idleSince: await idleSince(read, now) })
  return rows.map((row) => ({
    handle: handleOf(row),
    device: deviceOf(row.userAgent),
    userAgent: row.userAgent,
    address: row.address,
    method: row.method,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    isCurrent: row.id === current.id,
  }))
}

/**
 * Ends one session of an administrator, at once.
 * @throws AppError `not-found` when it is over already.
 */
export async function revokeSession(administratorId: string, handle: string, actor: Actor): Promise<void> {
  await store().write(async (tx) => {
    const now = new Date()
    const rows = await listSessionsOf(tx, administratorId, { now, idleSince: await idleSince(tx, now) })
    const row = rows.find((each) => handleOf(each) === handle)
    const administrator = await findAdministrator(tx, administratorId)
    if (!row || !administrator || !(await deleteSession(tx, row.id))) {
      throw new AppError('not-found', 'This session is over already.')
    }
    await appendAudit(tx, actor, {
      action: 'session.revoke',
      target: { type: 'administrator', id: administratorId, name: administrator.email },
      before: { device: deviceOf(row.userAgent), address: row.address, since: row.createdAt },
    })
  })
}

/** Ends all sessions of an administrator but `except`. Answers how many there were. */
export async function revokeSessions(administratorId: string, actor: Actor, except?: string): Promise<number> {
  return store().write(async (tx) => {
    const administrator = await findAdministrator(tx, administratorId)
    if (!administrator) throw new AppError('not-found', 'This administrator does not exist any more.')
    const sessions = await deleteSessionsOf(tx, administratorId, except)
    await appendAudit(tx, actor, {
      action: 'session.revoke',
      target: { type: 'administrator', id: administratorId, name: administrator.email },
      before: { sessions },
      after: { sessions: 0 },
    })
    return sessions
  })
}

/** For this long after proving who they are, administrators may change what is sensitive. */
export const confirmedMs = 15 * 60_000

export const isConfirmed = ({ confirmedAt }: Session, now = new Date()): boolean =>
  confirmedAt !== null && now.getTime() - confirmedAt.getTime() < confirmedMs

/**
 * Somebody at an open session proves by the password that it is still them.
 * @throws AppError `invalid` (field `password`), `throttled`: guesses count as attempts to sign in do.
 */
export async function confirmSession(session: Session, password: string, actor: Actor): Promise<void> {
  const { id, email } = session.administrator
  const attempt = await beginAttempt(email, actor)
  const administrator = await findAdministrator(store().read, id)
  if (!(await verifyPassword(administrator?.passwordHash || undefined, password))) {
    await auditRefusal(attempt, 'wrong password', administrator)
    throw new AppError('invalid', 'This is not your password.', { field: 'password' })
  }
  await store().write(async (tx) => {
    await settleAttempt(tx, attempt, 'signed-in')
    await setConfirmed(tx, session.id, new Date())
    await appendAudit(tx, actor, { action: 'session.confirm', target: { type: 'administrator', id, name: email } })
  })
}

const handleOf = ({ id }: Pick<SessionRow, 'id'>) => sha256Hex(`handle ${id}`).slice(0, 20)
