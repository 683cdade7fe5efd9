'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionFor } from '#lib/http/action.ts'
import { createApiKey, revokeApiKey } from '#lib/services/api-keys/index.ts'
import { apiScopes } from '#lib/table/api-scopes.ts'

const refresh = () => revalidatePath('/administration/api-keys')

const expires = z.union([z.enum(['never', '90-days', '1-year', '2-years']), z.object({ date: z.string().max(40) })])

/** Whoever hands out keys has proved who they are a moment ago. */
export const createApiKeyAction = actionFor('administer', { confirmed: true })
  .inputSchema(z.object({ name: z.string().max(1000), scopes: z.array(z.enum(apiScopes)).max(50), expires }))
  .action(async ({ parsedInput, ctx }) => {
    const created = await createApiKey(parsedInput, ctx.actor)
    refresh()
    return created
  })

/** Revoking a key never waits for a password. */
export const revokeApiKeyAction = actionFor('administer')
  .inputSchema(z.object({ id: z.string().max(64) }))
  .action(async ({ parsedInput, ctx }) => {
    await revokeApiKey(parsedInput.id, ctx.actor)
    refresh()
    return { isDone: true }
  })
