'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionFor } from '#lib/http/action.ts'
import { allowEverything, decideOnHeld } from '#lib/services/deprovision-guard/index.ts'

const action = actionFor('provision')

const id = z.string().regex(/^\d{1,30}$/)
const time = z.iso.datetime()

// The overview tells of held requests too.
const refresh = () => revalidatePath('/', 'layout')

export const decideOnHeldAction = action
  .inputSchema(
    z.object({
      id,
      decision: z.enum(['allowed', 'refused']),
      request: z.object({ entityId: z.string().max(100), kind: z.enum(['deactivate', 'delete', 'empty']) }).optional(),
      seenAt: time,
    }),
  )
  .action(async ({ parsedInput: { id: idpId, decision, request, seenAt }, ctx }) => {
    const asked = { decision, ...(request ? { request } : {}), seenAt: new Date(seenAt) }
    const decided = await decideOnHeld(idpId, asked, ctx.actor)
    refresh()
    return decided
  })

export const allowEverythingAction = action
  .inputSchema(z.object({ id, hours: z.union([z.literal(1), z.literal(24)]).nullable(), seenUntil: time.nullable() }))
  .action(async ({ parsedInput: { id: idpId, hours, seenUntil }, ctx }) => {
    const asked = { hours: hours ?? undefined, seenUntil: seenUntil === null ? undefined : new Date(seenUntil) }
    const { until } = await allowEverything(idpId, asked, ctx.actor)
    refresh()
    return { until: until?.toISOString() ?? null }
  })
