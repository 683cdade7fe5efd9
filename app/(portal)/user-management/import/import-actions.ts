'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { action } from '#lib/http/action.ts'
import * as imports from '#lib/services/directory/import/index.ts'

const one = z.object({ id: z.uuid() })

export const applyImport = action.inputSchema(one).action(async ({ parsedInput, ctx }) => {
  await imports.applyImport(parsedInput.id, ctx.actor)
  return { isDone: true }
})

export const readProgress = action.inputSchema(one).action(async ({ parsedInput }) => {
  const found = await imports.findImportView(parsedInput.id)
  if (!found) throw new AppError('not-found', 'This import is no longer here.')
  if (found.status === 'applied') revalidatePath('/user-management', 'layout')
  return found
})

export const discardImport = action.inputSchema(one).action(async ({ parsedInput, ctx }) => {
  await imports.discardImport(parsedInput.id, ctx.actor)
  return { isDone: true }
})
