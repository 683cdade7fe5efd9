import { z } from 'zod'
import { isConflict } from '#db/dialect.ts'
import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import {
  deletePasswordLinksOf,
  findAdministrator,
  findAdministratorByEmail,
  insertAdministrator,
  lockAdministrator,
  replacePasswordHash,
  type AdministratorRow,
} from '#db/queries/administrators.ts'
import { deleteSessionsOf } from '#db/queries/sessions.ts'
import type { Writer } from '#db/store.ts'
import { hashNewPassword } from '#lib/auth/passwords.ts'
import { AppError } from '#lib/errors.ts'
import { fold } from '#lib/scim/fold.ts'
import type { Actor } from './actor.ts'
import { appendAudit } from './audit.ts'
import type { Session } from './sign-in-sessions.ts'

export type NewAdministrator = {
  email: string
  password: string
  role: AdministratorRow['role']
  name?: string
  /** Read, unless said otherwise, for a reader; full for all others. */
  scimManagement?: AdministratorRow['scimManagement']
}

/**
 * Creates an administrator.
 * @throws AppError `invalid` (field `email` or `password`), `conflict` (field `email`) when the address is taken.
 */
export async function createAdministrator(input: NewAdministrator, actor: Actor): Promise<{ id: string }> {
  const row = await prepareAdministrator(input)
  await orConflict(store().write(async (tx) => addAdministrator(tx, row, actor)))
  return { id: row.id }
}

/**
 * Sets a new password and ends every session of the administrator.
 * @throws AppError `not-found` (field `email`), `invalid` (field `password`).
 */
export async function resetPassword(
  input: { email: string; password: string },
  actor: Actor,
): Promise<{ sessionsEnded: number }> {
  const found = await findAdministratorByEmail(store().read, fold(input.email.trim()))
  if (!found)
    throw new AppError('not-found', `No administrator has the e-mail address ${input.email}.`, { field: 'email' })
  const passwordHash = await hashNewPassword(input.password, [found.email])
  return store().write(async (tx) => {
    const current = await lockAdministrator(tx, found.id)
    // The old hash is where the compare-and-set starts: of two resets at once, the second is told.
    if (!current || !(await replacePasswordHash(tx, found.id, found.passwordHash, passwordHash))) {
      throw new AppError('changed', 'The password was changed by somebody else at the same moment. Try again.')
    }
    const sessionsEnded = await deleteSessionsOf(tx, found.id)
    await deletePasswordLinksOf(tx, found.id)
    await appendAudit(tx, actor, {
      action: 'administrator.reset-password',
      target: targetOf(current),
      before: { passwordHash: current.passwordHash, sessions: sessionsEnded },
      after: { passwordHash, sessions: 0 },
    })
    return { sessionsEnded }
  })
}

/**
 * An administrator chooses another password. Every other session of theirs ends.
 * @throws AppError `invalid` (field `password`), `changed` when it was reset at the same moment.
 */
export async function changeOwnPassword(session: Session, password: string, actor: Actor): Promise<void> {
  const { id, email, name } = session.administrator
  const found = await findAdministrator(store().read, id)
  const passwordHash = await hashNewPassword(password, [email, name])
  await store().write(async (tx) => {
    const current = await lockAdministrator(tx, id)
    if (!current || !found || !(await replacePasswordHash(tx, id, found.passwordHash, passwordHash))) {
      throw new AppError('changed', 'The password was changed by somebody else at the same moment. Try again.')
    }
    const sessionsEnded = await deleteSessionsOf(tx, id, session.id)
    await appendAudit(tx, actor, {
      action: 'administrator.set-password',
      target: targetOf(current),
      after: { by: 'account page', sessionsEnded },
    })
  })
}

/** Checks the e-mail address and hashes the password: the slow part, before any turn of the store. */
export async function prepareAdministrator(
  input: NewAdministrator,
  context: readonly string[] = [],
): Promise<AdministratorRow> {
  const email = parseEmail(input.email)
  return {
    id: newId(),
    email,
    emailKey: fold(email),
    passwordHash: await hashNewPassword(input.password, [email, ...context]),
    role: input.role,
    name: parseName(input.name ?? ''),
    scimManagement:
      input.role === 'owner' ? 'full' : (input.scimManagement ?? (input.role === 'reader' ? 'read' : 'full')),
    isDisabled: false,
    createdAt: new Date(),
    lastSignInAt: null,
  }
}

/** Adds what `prepareAdministrator` made, with its audit row. */
export async function addAdministrator(tx: Writer, row: AdministratorRow, actor: Actor): Promise<void> {
  await insertAdministrator(tx, row)
  const { email, name, role, scimManagement, isDisabled } = row
  await appendAudit(tx, actor, {
    action: 'administrator.create',
    target: targetOf(row),
    after: { email, name, role, scimManagement, isDisabled },
  })
}

/** @throws AppError `conflict` in place of the engine's own error when the address is taken. */
export async function orConflict<T>(adding: Promise<T>): Promise<T> {
  try {
    return await adding
  } catch (error) {
    if (!isConflict(error)) throw error
    throw new AppError('conflict', 'There is an administrator with this e-mail address already.', {
      field: 'email',
      cause: error,
    })
  }
}

const targetOf = ({ id, email }: AdministratorRow) => ({ type: 'administrator', id, name: email })

/** @throws AppError `invalid`, field `email`. */
export function parseEmail(text: string): string {
  const parsed = z.email().max(254).safeParse(text.trim())
  if (parsed.success) return parsed.data
  throw new AppError('invalid', 'This is not an e-mail address. Expected one such as dana@example.com.', {
    field: 'email',
  })
}

/** What colleagues call somebody; may be empty. @throws AppError `invalid`, field `name`. */
export function parseName(text: string): string {
  const name = text.trim().normalize('NFC')
  const refuse = (message: string) => new AppError('invalid', message, { field: 'name' })
  if (name.length > 100) throw refuse('The name may have 100 characters at most.')
  if (!name.isWellFormed() || /\p{Cc}/u.test(name)) throw refuse('The name contains control characters.')
  return name
}
