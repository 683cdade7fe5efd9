'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { keepSession } from '#lib/auth/session.ts'
import { publicAction } from '#lib/http/action.ts'
import { checkSetupLink, redeemSetupLink } from '#lib/services/administrators-setup.ts'

const secret = z.string().max(200)

/** Whether the link is still good, before anybody fills in a form. */
export const checkSetupLinkAction = publicAction
  .inputSchema(z.object({ secret }))
  .action(async ({ parsedInput }) => checkSetupLink(parsedInput.secret))

/** Creates the owner and signs them in. */
export const setupAction = publicAction
  .inputSchema(
    z.object({
      secret,
      organisationName: z.string().max(1000),
      email: z.string().max(1000),
      password: z.string().max(10_000),
    }),
  )
  .action(async ({ parsedInput: { secret, ...owner }, ctx: { caller } }) => {
    await keepSession(await redeemSetupLink(secret, owner, caller))
    redirect('/')
  })
