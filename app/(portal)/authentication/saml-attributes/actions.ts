'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { actionFor } from '#lib/http/action.ts'
import * as attributes from '#lib/services/saml-attributes/index.ts'

const action = actionFor('provision')

// Shapes only: what a name may be is judged by the service, which names the field.
const id = z.string().max(40)
const idpId = z.string().regex(/^\d{1,30}$/)
const entry = z.object({ name: z.string().max(1_000), samlAttribute: z.string().max(1_000) })

const refresh = () => revalidatePath('/authentication/saml-attributes', 'layout')

export const addSamlAttributes = action
  .inputSchema(z.object({ idpId, entries: z.array(entry).min(1).max(200) }))
  .action(async ({ parsedInput, ctx }) => {
    await attributes.addSamlAttributes(parsedInput.idpId, parsedInput.entries, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const changeSamlAttribute = action
  .inputSchema(z.object({ id, version: z.number().int(), entry, opened: entry }))
  .action(async ({ parsedInput: { id: attributeId, entry: wanted, ...seen }, ctx }) => {
    await attributes.changeSamlAttribute(attributeId, wanted, seen, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const deleteSamlAttribute = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  await attributes.deleteSamlAttribute(parsedInput.id, ctx.actor)
  refresh()
  return { isDone: true }
})
