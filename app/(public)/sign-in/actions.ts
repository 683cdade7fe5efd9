'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { dropChallenge, keepChallenge, keptChallenge, takeChallenge } from '#lib/auth/challenge-cookie.ts'
import { ownPath } from '#lib/auth/own-origin.ts'
import { keepSession } from '#lib/auth/session.ts'
import { publicAction } from '#lib/http/action.ts'
import { signInAnswer } from '#lib/http/webauthn-answers.ts'
import { chooseAdministratorIdp } from '#lib/services/authentication-settings/administrator-idp.ts'
import { beginPasskeySignIn, signInWithPasskey } from '#lib/services/sign-in-passkey.ts'
import { signInWithCode } from '#lib/services/sign-in-second-factor.ts'
import { signIn } from '#lib/services/sign-in.ts'

const returnTo = z.string().max(2048).optional()

const fields = z.object({
  email: z.string().trim().min(1, 'Enter your e-mail address.').max(320, 'This is too long for an e-mail address.'),
  // Not trimmed: a password is taken as it was typed.
  password: z.string().min(1, 'Enter your password.').max(4096, 'This is too long for a password.'),
  returnTo,
})

const codeFields = z.object({
  code: z.string().trim().min(1, 'Enter the code.').max(64, 'This is too long for a code.'),
  returnTo,
})

const fromForm = (given: unknown) => (given instanceof FormData ? Object.fromEntries(given) : given)

/** Signs in and goes where the administrator was going, or asks for the second factor first. */
export const signInAction = publicAction
  .inputSchema(z.preprocess(fromForm, fields))
  .stateAction(async ({ parsedInput: { email, password, returnTo }, ctx: { caller } }) => {
    const step = await signIn({ email, password }, caller)
    if (step.kind === 'signed-in') {
      await keepSession(step.reference)
      redirect(ownPath(returnTo))
    }
    await keepChallenge('second-factor', step.sealed)
    const path = ownPath(returnTo)
    redirect(path === '/' ? '/sign-in/second-factor' : `/sign-in/second-factor?return=${encodeURIComponent(path)}`)
  })

/** Ends a sign-in with a code of the authenticator app, or a recovery code. */
export const signInWithCodeAction = publicAction
  .inputSchema(z.preprocess(fromForm, codeFields))
  .stateAction(async ({ parsedInput: { code, returnTo }, ctx: { caller } }) => {
    const reference = await signInWithCode(await keptChallenge('second-factor'), code, caller)
    await dropChallenge('second-factor')
    await keepSession(reference)
    redirect(ownPath(returnTo))
  })

/** What the browser is to ask an authenticator for. */
export const beginPasskeySignInAction = publicAction.action(async () => {
  const { options, sealed } = await beginPasskeySignIn()
  await keepChallenge('passkey', sealed)
  return options
})

/** Signs in whoever's passkey signed. */
export const signInWithPasskeyAction = publicAction
  .inputSchema(z.object({ response: signInAnswer, returnTo }))
  .action(async ({ parsedInput: { response, returnTo }, ctx: { caller } }) => {
    const reference = await signInWithPasskey(await takeChallenge('passkey'), response, caller)
    await dropChallenge('second-factor')
    await keepSession(reference)
    redirect(ownPath(returnTo))
  })

const ssoFields = z.object({
  email: z.string().trim().min(1, 'Enter your e-mail address.').max(320, 'This is too long for an e-mail address.'),
  returnTo,
})

/** Leads to the IdP of an e-mail address's domain. Whether anybody has the address plays no part. */
export const signInWithSsoAction = publicAction
  .inputSchema(z.preprocess(fromForm, ssoFields))
  .stateAction(async ({ parsedInput: { email, returnTo } }) => {
    const idp = await chooseAdministratorIdp(email)
    if (!idp) return { isUndecided: true }
    const query = new URLSearchParams({ purpose: 'admin', user: email, return: ownPath(returnTo) })
    return redirect(`/saml/${idp.id}/login?${query}`)
  })
