'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { action } from '#lib/http/action.ts'
import { blockUser, unblockUser } from '#lib/services/policy/index.ts'

const person = z.object({ idpId: z.string().max(64), userId: z.string().max(64) })

export const blockUserAction = action
  .inputSchema(person.extend({ reason: z.string().max(10_000) }))
  .action(async ({ parsedInput: { reason, ...who }, ctx }) => {
    await blockUser(who, reason, ctx.actor)
    revalidatePath('/policy/simulator')
    return { isDone: true }
  })

export const unblockUserAction = action.inputSchema(person).action(async ({ parsedInput, ctx }) => {
  await unblockUser(parsedInput, ctx.actor)
  revalidatePath('/policy/simulator')
  return { isDone: true }
})
