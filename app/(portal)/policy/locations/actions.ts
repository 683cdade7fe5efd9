'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { action, actionFor } from '#lib/http/action.ts'
import { changeLocation, createLocation, deleteLocation } from '#lib/services/places/change-location.ts'
import { tryChoice } from '#lib/services/places/try-choice.ts'

// Shapes only: what a name or a range may be is judged by the services, which name the field.
const id = z.string().max(64)
const text = z.string().max(1_000)
const entry = z.object({
  name: text,
  ranges: z.array(text).max(200),
  enforcesAuthentication: z.boolean(),
  idpId: id.nullable(),
})

const refresh = () => revalidatePath('/policy/locations')

export const createLocationAction = action
  .inputSchema(entry.extend({ parentId: id.nullable() }))
  .action(async ({ parsedInput, ctx }) => {
    const made = await createLocation(parsedInput, ctx.actor)
    refresh()
    return made
  })

export const changeLocationAction = action
  .inputSchema(z.object({ id, version: z.number().int(), entry, opened: entry }))
  .action(async ({ parsedInput, ctx }) => {
    const { version, opened } = parsedInput
    await changeLocation(parsedInput.id, parsedInput.entry, { version, opened }, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const deleteLocationAction = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  const gone = await deleteLocation(parsedInput.id, ctx.actor)
  refresh()
  return gone
})

export const tryChoiceAction = actionFor('read')
  .inputSchema(z.object({ address: text, loginName: text }))
  .action(async ({ parsedInput }) => tryChoice(parsedInput))
