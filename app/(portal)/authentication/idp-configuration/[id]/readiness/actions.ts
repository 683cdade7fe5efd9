'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { actionFor } from '#lib/http/action.ts'
import * as readiness from '#lib/services/readiness/index.ts'

const idp = z.string().regex(/^\d{1,32}$/)
const one = z.object({ idpId: idp, id: z.uuid() })
const number = z.int().min(0).max(100_000_000).nullable()
const page = '/authentication/idp-configuration/[id]/readiness'

/** What the IdP's console shows. Both null: it is forgotten. */
export const enterNumbersAction = actionFor('provision')
  .inputSchema(z.object({ idpId: idp, users: number, groups: number }))
  .action(async ({ parsedInput: { idpId, ...numbers }, ctx }) => {
    await readiness.enterExpectedNumbers(idpId, numbers, ctx.actor)
    revalidatePath(page, 'page')
    return { isDone: true }
  })

/** The columns of a file, by its beginning; nothing of it is kept. */
export const previewFileAction = actionFor('provision')
  .inputSchema(z.object({ start: z.string().max(70_000) }))
  .action(({ parsedInput }) => readiness.previewFile(parsedInput.start))

/** Begins a comparison; app/import/comparison is then sent the file. */
export const startComparisonAction = actionFor('provision')
  .inputSchema(
    z.object({
      idpId: idp,
      fileName: z.string().min(1).max(1_000),
      index: z.int().min(0).max(499),
      label: z.string().max(1_000),
      attribute: z.enum(readiness.matchedBy),
    }),
  )
  .action(async ({ parsedInput: { idpId, ...file }, ctx }) => ({
    id: await readiness.startComparison(idpId, file, ctx.actor),
  }))

export const cancelComparisonAction = actionFor('provision')
  .inputSchema(one)
  .action(async ({ parsedInput }) => {
    await found(parsedInput)
    await readiness.cancelComparison(parsedInput.id)
    return { isDone: true }
  })

/** Forgets who differed. The numbers that were taken from the file stay. */
export const forgetComparisonAction = actionFor('provision')
  .inputSchema(one)
  .action(async ({ parsedInput }) => {
    await found(parsedInput)
    await readiness.forgetComparison(parsedInput.id)
    revalidatePath(page, 'page')
    return { isDone: true }
  })

/** How far it has come. */
export const readComparisonAction = actionFor('read')
  .inputSchema(one)
  .action(async ({ parsedInput }) => found(parsedInput))

async function found({ idpId, id }: z.infer<typeof one>): Promise<readiness.ComparisonView> {
  const view = await readiness.findComparisonView(idpId, id)
  if (!view) throw new AppError('not-found', 'This comparison is no longer here. Choose the file again.')
  return view
}
