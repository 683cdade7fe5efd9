'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { action, actionFor } from '#lib/http/action.ts'
import { changeDefaultSettings } from '#lib/services/authentication-settings/change-settings.ts'
import { changeSsoEnforcement } from '#lib/services/authentication-settings/enforcement.ts'
import {
  forceReauthentication,
  reauthenticationStatus,
} from '#lib/services/authentication-settings/force-reauthentication.ts'
import { changeRoleMapping } from '#lib/services/authentication-settings/role-mapping.ts'

// Shapes only: what a domain or a number of minutes may be is judged by the services, which name the field.
const id = z.string().max(64)
const text = z.string().max(2_000)
// A field that holds no number arrives as NaN, and the service says at which field.
const number = z.union([z.number(), z.nan()])
const entry = z.object({
  authenticationType: z.enum(['saml', 'form']),
  primaryDomain: text,
  secondaryDomains: z.array(text).max(500),
  sessionTimeoutMinutes: number,
  frequency: z.enum(['daily', 'once', 'session', 'custom']),
  frequencyDays: number,
})

const refresh = () => revalidatePath('/authentication/settings', 'layout')

export const saveSettingsAction = action
  .inputSchema(z.object({ version: z.number().int(), entry, opened: entry }))
  .action(async ({ parsedInput, ctx }) => {
    const { version, opened } = parsedInput
    await changeDefaultSettings(parsedInput.entry, { version, opened }, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const forceReauthenticationAction = action.action(async ({ ctx }) => {
  await forceReauthentication(ctx.actor)
  refresh()
  return reauthenticationStatus()
})

/** Whoever changes how administrators get in has proved who they are a moment ago. */
const ownerAction = actionFor('administer', { confirmed: true })

export const changeEnforcementAction = ownerAction
  .inputSchema(z.object({ enforcesSso: z.boolean(), breakGlassId: id.nullable() }))
  .action(async ({ parsedInput, ctx }) => {
    const changed = await changeSsoEnforcement(parsedInput, ctx.session.id, ctx.actor)
    refresh()
    return changed
  })

const grant = z.object({
  value: text,
  role: z.enum(['owner', 'editor', 'reader']),
  scimManagement: z.enum(['full', 'read']),
})

/** *Roles* of an administrators' IdP, which gives them to whoever it vouches for. */
export const changeRolesAction = ownerAction
  .inputSchema(z.object({ id, mapping: z.object({ roleAttribute: text, roles: z.array(grant).max(200) }) }))
  .action(async ({ parsedInput, ctx }) => {
    await changeRoleMapping(parsedInput.id, parsedInput.mapping, ctx.actor)
    revalidatePath('/authentication', 'layout')
    return { isDone: true }
  })
