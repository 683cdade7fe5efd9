'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionFor } from '#lib/http/action.ts'
import {
  acknowledgeAlert,
  changeDestination,
  changeMailServer,
  createDestination,
  deleteDestination,
  muteAlerts,
  redeliver,
  renewSecret,
  testDestination,
  unmuteAlerts,
} from '#lib/services/alerts/index.ts'

const refresh = () => revalidatePath('/administration/alerts', 'layout')

const done = { isDone: true }
const id = z.string().max(64)
const kind = z.enum(['certificate', 'token', 'quiet', 'errors', 'deactivations'])
const entry = z.strictObject({
  name: z.string().max(1_000),
  url: z.string().max(4_096),
  recipients: z.string().max(8_192),
  leastSeverity: z.enum(['info', 'warning', 'urgent']),
  isEnabled: z.boolean(),
})
const mailServer = z.strictObject({
  host: z.string().max(1_000),
  port: z.number().int().min(0).max(99_999),
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().max(1_000),
  password: z.string().max(2_000),
  sender: z.string().max(1_000),
})
const version = z.number().int()

export const acknowledgeAlertAction = actionFor('configure')
  .inputSchema(z.object({ id }))
  .action(async ({ parsedInput, ctx }) => {
    await acknowledgeAlert(parsedInput.id, ctx.actor)
    refresh()
    revalidatePath('/')
    return done
  })

export const muteAlertsAction = actionFor('configure')
  .inputSchema(z.object({ kind, idpId: id, days: z.union([z.literal(1), z.literal(7), z.literal(30), z.null()]) }))
  .action(async ({ parsedInput, ctx }) => {
    await muteAlerts(parsedInput.kind, parsedInput.idpId, parsedInput.days, ctx.actor)
    refresh()
    revalidatePath('/')
    return done
  })

export const unmuteAlertsAction = actionFor('configure')
  .inputSchema(z.object({ kind, idpId: id }))
  .action(async ({ parsedInput, ctx }) => {
    await unmuteAlerts(parsedInput.kind, parsedInput.idpId, ctx.actor)
    refresh()
    revalidatePath('/')
    return done
  })

/** Whoever says where alerts go has proved who they are a moment ago. */
export const createDestinationAction = actionFor('administer', { confirmed: true })
  .inputSchema(z.object({ type: z.enum(['webhook', 'email']), entry }))
  .action(async ({ parsedInput, ctx }) => {
    const made = await createDestination(parsedInput.type, parsedInput.entry, ctx.actor)
    refresh()
    return made
  })

export const changeDestinationAction = actionFor('administer', { confirmed: true })
  .inputSchema(z.object({ id, version, entry, opened: entry }))
  .action(async ({ parsedInput, ctx }) => {
    await changeDestination(parsedInput.id, parsedInput.entry, parsedInput, ctx.actor)
    refresh()
    return done
  })

export const deleteDestinationAction = actionFor('administer')
  .inputSchema(z.object({ id }))
  .action(async ({ parsedInput, ctx }) => {
    await deleteDestination(parsedInput.id, ctx.actor)
    refresh()
    return done
  })

export const renewSecretAction = actionFor('administer', { confirmed: true })
  .inputSchema(z.object({ id }))
  .action(async ({ parsedInput, ctx }) => {
    const made = await renewSecret(parsedInput.id, ctx.actor)
    refresh()
    return made
  })

export const testDestinationAction = actionFor('administer')
  .inputSchema(z.object({ id }))
  .action(async ({ parsedInput, ctx }) => {
    const tested = await testDestination(parsedInput.id, ctx.actor)
    refresh()
    return tested
  })

export const redeliverAction = actionFor('administer')
  .inputSchema(z.object({ id }))
  .action(async ({ parsedInput, ctx }) => {
    const outcome = await redeliver(parsedInput.id, ctx.actor)
    refresh()
    return outcome
  })

export const changeMailServerAction = actionFor('administer', { confirmed: true })
  .inputSchema(z.object({ version, entry: mailServer, opened: mailServer }))
  .action(async ({ parsedInput, ctx }) => {
    await changeMailServer(parsedInput.entry, parsedInput, ctx.actor)
    refresh()
    return done
  })
