'use server'
import { z } from 'zod'
import { actionFor } from '#lib/http/action.ts'
import { tryRequest } from '#lib/services/try-it/index.ts'

export const tryRequestAction = actionFor('provision')
  .inputSchema(
    z.object({
      idpId: z.string().regex(/^\d{1,30}$/),
      method: z.enum(['GET', 'POST']),
      target: z.string().max(8_000),
      body: z.string().max(100_000),
    }),
  )
  .action(({ parsedInput: { idpId, ...attempt }, ctx }) => tryRequest(idpId, attempt, ctx.actor))
