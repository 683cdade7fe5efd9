'use server'
import { z } from 'zod'
import { actionFor } from '#lib/http/action.ts'
import { methods, rehearseRequest } from '#lib/services/rehearsal/index.ts'

const asked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('request'),
    method: z.enum(methods),
    path: z.string().max(8_192),
    body: z.string().max(300_000),
  }),
  z.object({ kind: z.literal('step'), dialogue: z.string().max(100), step: z.int().min(0).max(1_000) }),
])

/** Nothing of it happens, so it leaves no audit row. */
export const rehearseAction = actionFor('provision')
  .inputSchema(z.object({ idpId: z.string().regex(/^\d{1,32}$/), asked }))
  .action(({ parsedInput }) => rehearseRequest(parsedInput.idpId, parsedInput.asked))
