import { createSafeActionClient } from 'next-safe-action'
import { headers } from 'next/headers'
import { randomBytes } from 'node:crypto'
import { callerOf } from '#lib/auth/caller.ts'
import { assertOwnOrigin } from '#lib/auth/own-origin.ts'
import { isPermitted, type Permission } from '#lib/auth/permissions.ts'
import { actorOf, currentSession } from '#lib/auth/session.ts'
import { AppError, isAppError, type AppErrorCode } from '#lib/errors.ts'

/** What a form gets to show when its action failed. */
export type ActionError = {
  code: AppErrorCode | 'unexpected'
  message: string
  /** The form field the message belongs to. */
  field?: string
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

/** Server actions for whoever has this permission. `ctx.actor` goes into the change's audit row. */
export const actionFor = (permission: Permission) =>
  publicAction.use(async ({ next }) => {
    const session = await currentSession()
    if (!session) throw new AppError('unauthenticated', 'Your session is over. Sign in again.')
    if (!isPermitted(session.administrator.role, permission)) {
      throw new AppError('forbidden', `Your role (${session.administrator.role}) does not allow this change.`)
    }
    return next({ ctx: { session, actor: await actorOf(session) } })
  })

/** Server actions that change what Rollcall does: everything on the portal's pages but the administrators. */
export const action = actionFor('configure')

/** An error as a form shows it. What nobody foresaw is logged under a reference, and only the reference is told. */
export function toActionError(error: unknown): ActionError {
  if (isAppError(error)) {
    const { code, message, field } = error
    return field === undefined ? { code, message } : { code, message, field }
  }
  const reference = randomBytes(4).toString('hex')
  console.error(`Action failed, reference ${reference}:`, error)
  return {
    code: 'unexpected',
    message: `Something went wrong on the server. Its log says more under reference ${reference}.`,
  }
}
