'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { action } from '#lib/http/action.ts'
import { changeDecisionLogSettings } from '#lib/services/decision-log/index.ts'

// Shapes only: what is accepted is judged by the service, which names the field.
const entry = z.object({ allowShare: z.number(), retentionDays: z.number() })

export const changeLogSettings = action
  .inputSchema(z.object({ entry, opened: entry, version: z.number().int() }))
  .action(async ({ parsedInput: { entry: wanted, ...seen }, ctx }) => {
    await changeDecisionLogSettings(wanted, seen, ctx.actor)
    revalidatePath('/policy/decision-log')
    return { isDone: true }
  })
