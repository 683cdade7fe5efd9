'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { keepSession } from '#lib/auth/session.ts'
import { publicAction } from '#lib/http/action.ts'
import { checkPasswordLink, redeemPasswordLink } from '#lib/services/administrators-links.ts'

const secret = z.string().max(200)

/** Whether the link is still good, before anybody fills in a form. */
export const checkPasswordLinkAction = publicAction
  .inputSchema(z.object({ secret }))
  .action(async ({ parsedInput }) => checkPasswordLink(parsedInput.secret))

/** Sets the password, and signs in those who have no second factor. */
export const choosePasswordAction = publicAction
  .inputSchema(z.object({ secret, password: z.string().max(10_000) }))
  .action(async ({ parsedInput: { secret, password }, ctx: { caller } }) => {
    const reference = await redeemPasswordLink(secret, password, caller)
    if (reference === undefined) redirect('/sign-in')
    await keepSession(reference)
    redirect('/')
  })
