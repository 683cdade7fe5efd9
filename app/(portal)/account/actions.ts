'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { keepChallenge, takeChallenge } from '#lib/auth/challenge-cookie.ts'
import { accountAction } from '#lib/http/action.ts'
import { registrationAnswer } from '#lib/http/webauthn-answers.ts'
import { changeOwnPassword } from '#lib/services/administrators.ts'
import { addPasskey, beginPasskey, removePasskey, renamePasskey } from '#lib/services/mfa-passkeys.ts'
import { renewRecoveryCodes } from '#lib/services/mfa-recovery-codes.ts'
import { addTotp, beginTotp, removeTotp } from '#lib/services/mfa-totp.ts'
import { confirmSession, revokeSession } from '#lib/services/sessions.ts'

const password = z.string().min(1).max(4096)

/** Ways in are changed by whoever has proved who they are a moment ago. */
const confirmed = accountAction({ confirmed: true })

const refresh = () => revalidatePath('/account')

/** Proves that it is still them, before something sensitive. */
export const confirmIdentityAction = accountAction()
  .inputSchema(z.object({ password }))
  .action(async ({ parsedInput, ctx }) => {
    await confirmSession(ctx.session, parsedInput.password, ctx.actor)
    return { isDone: true }
  })

export const changePasswordAction = confirmed
  .inputSchema(z.object({ password: z.string().max(10_000) }))
  .action(async ({ parsedInput, ctx }) => {
    await changeOwnPassword(ctx.session, parsedInput.password, ctx.actor)
    refresh()
    return { isDone: true }
  })

/** A new secret to scan. Nothing is kept until a code proves that it arrived. */
export const beginTotpAction = confirmed.action(async ({ ctx }) => beginTotp(ctx.session))

export const addTotpAction = confirmed
  .inputSchema(z.object({ sealed: z.string().max(2000), code: z.string().max(64) }))
  .action(async ({ parsedInput, ctx }) => {
    const added = await addTotp(ctx.session, parsedInput, ctx.actor)
    refresh()
    return added
  })

export const removeTotpAction = confirmed.action(async ({ ctx }) => {
  await removeTotp(ctx.session, ctx.actor)
  refresh()
  return { isDone: true }
})

/** What the browser is to ask an authenticator for. */
export const beginPasskeyAction = confirmed.action(async ({ ctx }) => {
  const { options, sealed } = await beginPasskey(ctx.session)
  await keepChallenge('passkey', sealed)
  return options
})

export const addPasskeyAction = confirmed
  .inputSchema(z.object({ name: z.string().max(1000), response: registrationAnswer }))
  .action(async ({ parsedInput, ctx }) => {
    const added = await addPasskey(ctx.session, await takeChallenge('passkey'), parsedInput, ctx.actor)
    refresh()
    return added
  })

export const renamePasskeyAction = accountAction()
  .inputSchema(z.object({ id: z.string().max(2000), name: z.string().max(1000) }))
  .action(async ({ parsedInput, ctx }) => {
    await renamePasskey(ctx.session, parsedInput, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const removePasskeyAction = confirmed
  .inputSchema(z.object({ id: z.string().max(2000) }))
  .action(async ({ parsedInput, ctx }) => {
    await removePasskey(ctx.session, parsedInput.id, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const renewRecoveryCodesAction = confirmed.action(async ({ ctx }) => {
  const codes = await renewRecoveryCodes(ctx.session, ctx.actor)
  refresh()
  return codes
})

export const revokeOwnSessionAction = accountAction()
  .inputSchema(z.object({ handle: z.string().max(64) }))
  .action(async ({ parsedInput, ctx }) => {
    await revokeSession(ctx.session.administrator.id, parsedInput.handle, ctx.actor)
    refresh()
    return { isDone: true }
  })
