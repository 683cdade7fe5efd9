import { lockAdministrator, type AdministratorRow } from '#db/queries/administrators.ts'
import { deleteLocalSessions } from '#db/queries/sessions.ts'
import type { Reader, Writer } from '#db/store.ts'
import type { Caller } from '#lib/auth/caller.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { configure } from '../configuration/index.ts'
import { saveSettings } from './change-settings.ts'
import { requireEnforceable } from './enforceable.ts'
import { authenticationSettings } from './settings.ts'

/** What *Enforce SSO Login for Admins* edits. */
export type SsoEnforcement = { enforcesSso: boolean; breakGlassId: string | null }

/** Whether SSO is the only way in for this administrator: passwords, passkeys and links open nothing. */
export async function mustUseSso(q: Reader, administratorId: string): Promise<boolean> {
  const { enforcesSso, breakGlassId } = await authenticationSettings(q)
  return enforcesSso && breakGlassId !== administratorId
}

/**
 * The last gate of every way in that is not SSO, within the turn that opens the session. The break-glass owner passes, and
 * is loudly on record.
 * @throws AppError `unauthenticated`.
 */
export async function requireLocalSignIn(tx: Writer, administrator: AdministratorRow, from: Caller): Promise<void> {
  const { enforcesSso, breakGlassId } = await authenticationSettings(tx)
  if (!enforcesSso) return
  if (breakGlassId !== administrator.id) throw ssoOnly()
  console.warn(
    `Break-glass sign-in of ${administrator.email} from ${from.address}: SSO is enforced for everybody else.`,
  )
  const { id, email } = administrator
  await appendAudit(
    tx,
    { id, name: email, ...from },
    { action: 'break-glass.use', target: { type: 'administrator', id, name: email }, after: { enforcesSso } },
  )
}

/** One answer for whoever tries, whether the password was right or not. */
export const ssoOnly = () =>
  new AppError('unauthenticated', 'Not signed in. Administrators sign in with SSO; a password opens one account only.')

/**
 * Enforces SSO for administrators, or stops doing so. Enforcing ends the sessions that were opened in another way, but the
 * one it is done from and those of the break-glass owner. Answers how many.
 * @throws AppError `conflict` while no IdP could sign an administrator in, `invalid` (field `breakGlassId`) for somebody who
 * could not use the way that is left open.
 */
export async function changeSsoEnforcement(
  wanted: SsoEnforcement,
  sessionId: string,
  actor: Actor,
): Promise<{ sessionsEnded: number }> {
  return configure(actor, async (tx, { isDraft }) => {
    const before = await authenticationSettings(tx)
    const owner = wanted.breakGlassId === null ? undefined : await lockAdministrator(tx, wanted.breakGlassId)
    if (wanted.enforcesSso) await requireEnforceable(tx, owner)
    const after = { enforcesSso: wanted.enforcesSso, breakGlassId: owner?.id ?? null }
    await saveSettings(tx, before, after)
    const sessionsEnded =
      after.enforcesSso && !isDraft
        ? await deleteLocalSessions(tx, { exceptSession: sessionId, exceptAdministrator: after.breakGlassId ?? '' })
        : 0
    await appendAudit(tx, actor, {
      action: 'sso-enforcement.update',
      target: { type: 'setting', id: 'sso-enforcement', name: 'Enforce SSO Login for Admins' },
      before: { enforcesSso: before.enforcesSso, breakGlassId: before.breakGlassId },
      after: { ...after, ...(owner ? { breakGlass: owner.email } : {}), sessionsEnded },
    })
    return { sessionsEnded }
  })
}

/** Throws `AppError` `conflict` for the one account whose password still opens the portal. */
export async function requireNotBreakGlass(
  q: Reader,
  { id, email }: Pick<AdministratorRow, 'id' | 'email'>,
): Promise<void> {
  const { enforcesSso, breakGlassId } = await authenticationSettings(q)
  if (!enforcesSso || breakGlassId !== id) return
  throw new AppError(
    'conflict',
    `${email} is the break-glass owner while SSO is enforced. Choose another one under Authentication Settings first.`,
  )
}
