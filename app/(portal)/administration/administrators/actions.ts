'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionFor } from '#lib/http/action.ts'
import * as administrators from '#lib/services/administrators-change.ts'
import { inviteAdministrator, issuePasswordLink } from '#lib/services/administrators-links.ts'
import { changeSecondFactorPolicy } from '#lib/services/mfa-policy.ts'
import { revokeSession, revokeSessions } from '#lib/services/sessions.ts'

// Shapes only: what a name or an address may be is judged by the services, which name the field.
const id = z.string().max(64)
const text = z.string().max(1000)
const grant = { role: z.enum(['owner', 'editor', 'reader']), scimManagement: z.enum(['full', 'read']) }

/** Whoever changes who gets in has proved who they are a moment ago. */
const action = actionFor('administer', { confirmed: true })

const refresh = () => revalidatePath('/administration/administrators')

export const inviteAction = action
  .inputSchema(z.object({ email: text, name: text, ...grant }))
  .action(async ({ parsedInput, ctx }) => {
    const link = await inviteAdministrator(parsedInput, ctx.actor)
    refresh()
    return link
  })

export const changeAdministratorAction = action
  .inputSchema(z.object({ id, name: text, ...grant, opened: z.object({ name: text, ...grant }) }))
  .action(async ({ parsedInput: { id, opened, ...change }, ctx }) => {
    await administrators.changeAdministrator(id, change, ctx.actor, opened)
    refresh()
    return { isDone: true }
  })

export const disableAdministratorAction = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  await administrators.disableAdministrator(parsedInput.id, ctx.actor)
  refresh()
  return { isDone: true }
})

export const enableAdministratorAction = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  await administrators.enableAdministrator(parsedInput.id, ctx.actor)
  refresh()
  return { isDone: true }
})

export const deleteAdministratorAction = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  await administrators.deleteAdministrator(parsedInput.id, ctx.actor)
  refresh()
  return { isDone: true }
})

export const issuePasswordLinkAction = action
  .inputSchema(z.object({ id }))
  .action(async ({ parsedInput, ctx }) => issuePasswordLink(parsedInput.id, ctx.actor))

export const resetSecondFactorsAction = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  await administrators.resetSecondFactors(parsedInput.id, ctx.actor)
  refresh()
  return { isDone: true }
})

export const requireSecondFactorAction = action
  .inputSchema(z.object({ policy: z.enum(['optional', 'owners', 'everyone']) }))
  .action(async ({ parsedInput, ctx }) => {
    await changeSecondFactorPolicy(parsedInput.policy, ctx.session, ctx.actor)
    refresh()
    return { isDone: true }
  })

/** Ending a session never waits for a password. */
const endAction = actionFor('administer')

export const revokeSessionAction = endAction
  .inputSchema(z.object({ id, handle: z.string().max(64) }))
  .action(async ({ parsedInput: { id, handle }, ctx }) => {
    await revokeSession(id, handle, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const revokeSessionsAction = endAction.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  const except = parsedInput.id === ctx.session.administrator.id ? ctx.session.id : undefined
  await revokeSessions(parsedInput.id, ctx.actor, except)
  refresh()
  return { isDone: true }
})
