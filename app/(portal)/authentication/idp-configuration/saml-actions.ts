'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionFor } from '#lib/http/action.ts'
import * as idps from '#lib/services/idps/index.ts'

const action = actionFor('provision')

const id = z.string().regex(/^\d{1,30}$/)
const digest = z.string().regex(/^[0-9a-f]{64}$/)

const answer = async (idpId: string) => {
  revalidatePath('/authentication/idp-configuration', 'layout')
  return idps.getIdpView(idpId)
}

export const readMetadataAt = action
  .inputSchema(z.object({ address: z.string().max(10_000) }))
  .action(async ({ parsedInput }) => idps.readMetadataAt(parsedInput.address))

export const refreshMetadata = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  await idps.refreshMetadata(parsedInput.id, ctx.actor)
  return answer(parsedInput.id)
})

/** The dialog that calls it says what changes: it is the confirmation. */
export const approveMetadata = action.inputSchema(z.object({ id, digest })).action(async ({ parsedInput, ctx }) => {
  await idps.changeIdp(parsedInput.id, { approves: parsedInput.digest, confirmed: ['saml-changed'] }, ctx.actor)
  return answer(parsedInput.id)
})

export const dismissMetadata = action.inputSchema(z.object({ id, digest })).action(async ({ parsedInput, ctx }) => {
  await idps.dismissMetadata(parsedInput.id, parsedInput.digest, ctx.actor)
  return answer(parsedInput.id)
})

export const rotateSpCertificate = action
  .inputSchema(
    z.object({
      id,
      purpose: z.enum(['signing', 'decryption']),
      step: z.enum(['prepare', 'activate', 'retire', 'withdraw', 'end']),
      certificateId: z.string().max(40).optional(),
    }),
  )
  .action(async ({ parsedInput: { id: idpId, ...asked }, ctx }) => {
    await idps.rotateSpCertificate(idpId, asked, ctx.actor)
    return answer(idpId)
  })
