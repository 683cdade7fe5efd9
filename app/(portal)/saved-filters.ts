'use server'
import { z } from 'zod'
import { actionFor } from '#lib/http/action.ts'
import * as savedFilters from '#lib/services/saved-filters.ts'

// An administrator's own filters: whoever may look may keep what they look at.
const own = actionFor('read')

const table = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/)
const query = z.string().max(8192)
const id = z.uuid()

export const saveFilter = own
  .inputSchema(z.object({ table, name: z.string().max(80), query }))
  .action(({ parsedInput, ctx }) => savedFilters.saveFilter(parsedInput, ctx.actor))

export const changeFilter = own.inputSchema(z.object({ id, query })).action(async ({ parsedInput, ctx }) => {
  await savedFilters.changeFilter(parsedInput, ctx.actor)
  return { id: parsedInput.id }
})

export const deleteFilter = own.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  await savedFilters.deleteFilter(parsedInput.id, ctx.actor)
  return { id: parsedInput.id }
})

export const setDefaultFilter = own
  .inputSchema(z.object({ id, isDefault: z.boolean() }))
  .action(async ({ parsedInput, ctx }) => {
    await savedFilters.setDefaultFilter(parsedInput, ctx.actor)
    return { id: parsedInput.id }
  })

export const rememberFilter = own.inputSchema(z.object({ table, query })).action(async ({ parsedInput, ctx }) => {
  await savedFilters.rememberFilter(parsedInput, ctx.session.administrator.id)
  return parsedInput
})
