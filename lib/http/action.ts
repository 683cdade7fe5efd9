import { createSafeActionClient } from 'next-safe-action'
import { headers } from 'next/headers'
import { randomBytes } from 'node:crypto'
import { callerOf } from '#lib/auth/caller.ts'
import { assertOwnOrigin } from '#lib/auth/own-origin.ts'
import { isPermitted, type Permission } from '#lib/auth/permissions.ts'
import { accountSession, actorOf, currentSession, type Session } from '#lib/auth/session.ts'
import { AppError, isAppError, type AppErrorCode, type EditConflict } from '#lib/errors.ts'
import { isConfirmed } from '#lib/services/sessions.ts'

/** What a form gets to show when its action failed. */
export type ActionError = {
  code: AppErrorCode | 'unexpected'
  message: string
  /** The form field the message belongs to. */
  field?: string
  /** With code `changed`: what the form shows side by side. */
  conflict?: EditConflict
}

/** Server actions that need no session: signing in, setting up. `ctx.caller` says where the request comes from. */
export const publicAction = createSafeActionClient({
  defaultValidationErrorsShape: 'flattened',
  handleServerError: toActionError,
}).use(async ({ next }) => {
  const sent = await headers()
  assertOwnOrigin(sent)
  return next({ ctx: { caller: callerOf(sent) } })
})

type Demands = {
  /** Whoever asks must have proved who they are within the last minutes (lib/services/sessions.ts). */
  confirmed?: boolean
}

/** Server actions for whoever has this permission. `ctx.actor` goes into the change's audit row. */
export const actionFor = (permission: Permission, demands: Demands = {}) =>
  publicAction.use(async ({ next }) => {
    const session = requireFresh(await currentSession(), demands)
    const { role } = session.administrator
    if (!isPermitted(session.administrator, permission)) {
      const refused = permission === 'provision' ? 'You have SCIM Management: Read Only, which' : `Your role (${role})`
      throw new AppError('forbidden', `${refused} does not allow this change.`)
    }
    return next({ ctx: { session, actor: await actorOf(session) } })
  })

/** Server actions on one's own account, whatever the role, and also while a required second factor is missing. */
export const accountAction = (demands: Demands = {}) =>
  publicAction.use(async ({ next }) => {
    const session = requireFresh(await accountSession(), demands)
    return next({ ctx: { session, actor: await actorOf(session) } })
  })

/** Server actions that change users, policies and settings. */
export const action = actionFor('configure')

function requireFresh(session: Session | undefined, { confirmed = false }: Demands): Session {
  if (!session) throw new AppError('unauthenticated', 'Your session is over. Sign in again.')
  if (confirmed && !isConfirmed(session)) throw new AppError('unconfirmed', 'Confirm that it is you.')
  return session
}

/** An error as a form shows it. What nobody foresaw is logged under a reference, and only the reference is told. */
export function toActionError(error: unknown): ActionError {
  if (isAppError(error)) {
    const { code, message, field, conflict } = error
    return { code, message, ...(field === undefined ? {} : { field }), ...(conflict ? { conflict } : {}) }
  }
  const reference = randomBytes(4).toString('hex')
  console.error(`Action failed, reference ${reference}:`, error)
  return {
    code: 'unexpected',
    message: `Something went wrong on the server. Its log says more under reference ${reference}.`,
  }
}
