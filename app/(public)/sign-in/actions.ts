'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { ownPath } from '#lib/auth/own-origin.ts'
import { keepSession } from '#lib/auth/session.ts'
import { publicAction } from '#lib/http/action.ts'
import { signIn } from '#lib/services/sign-in.ts'

const fields = z.object({
  email: z.string().trim().min(1, 'Enter your e-mail address.').max(320, 'This is too long for an e-mail address.'),
  // Not trimmed: a password is taken as it was typed.
  password: z.string().min(1, 'Enter your password.').max(4096, 'This is too long for a password.'),
  returnTo: z.string().max(2048).optional(),
})

/** Signs in and goes where the administrator was going. */
export const signInAction = publicAction
  .inputSchema(z.preprocess((given) => (given instanceof FormData ? Object.fromEntries(given) : given), fields))
  .stateAction(async ({ parsedInput: { email, password, returnTo }, ctx: { caller } }) => {
    await keepSession(await signIn({ email, password }, caller))
    redirect(ownPath(returnTo))
  })
