'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { store } from '#db/index.ts'
import { AppError } from '#lib/errors.ts'
import { action, actionFor } from '#lib/http/action.ts'
import { readVersionChanges } from '#lib/services/activation/read-changes.ts'
import {
  changeConfigurationSettings,
  discardChange,
  discardDraft,
  restoreVersion,
  thingKinds,
} from '#lib/services/configuration/index.ts'
import {
  activateConfirmed,
  cancelImpact,
  demandedConfirmation,
  readImpact,
  readImpactedPeople,
  startImpact,
} from '#lib/services/impact/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'

const id = z.string().max(64)
const seen = z.number().int()

/** Everything may look different now: menu, lists, forms. */
const refresh = () => revalidatePath('/', 'layout')

export const activateAction = action
  .inputSchema(z.object({ seen, force: z.boolean(), typed: z.string().max(200) }))
  .action(async ({ parsedInput, ctx }) => {
    if (parsedInput.force && !isPermitted(ctx.session.administrator, 'administer'))
      throw new AppError('forbidden', 'Only owners activate while others are editing.')
    const activation = await activateConfirmed(ctx.actor, parsedInput)
    refresh()
    return activation
  })

export const discardDraftAction = action.inputSchema(z.object({ seen })).action(async ({ parsedInput, ctx }) => {
  await discardDraft(ctx.actor, parsedInput)
  refresh()
  return { isDone: true }
})

export const discardChangeAction = action
  .inputSchema(z.object({ seen, kind: z.enum(thingKinds), id }))
  .action(async ({ parsedInput, ctx }) => {
    await discardChange(ctx.actor, parsedInput)
    refresh()
    return { isDone: true }
  })

export const startImpactAction = action.action(async ({ ctx }) => {
  await startImpact(ctx.actor)
  return readImpact(store().report)
})

export const readImpactAction = actionFor('read').action(async () => {
  const q = store().report
  return { impact: await readImpact(q), demanded: await demandedConfirmation(q) }
})

export const cancelImpactAction = action.inputSchema(z.object({ id })).action(async ({ parsedInput }) => {
  await cancelImpact(parsedInput.id)
  return { isDone: true }
})

export const impactedPeopleAction = actionFor('read')
  .inputSchema(z.object({ runId: id, applicationId: id }))
  .action(async ({ parsedInput }) => readImpactedPeople(store().report, parsedInput.runId, parsedInput.applicationId))

export const changeEffectAction = actionFor('administer')
  .inputSchema(z.object({ takesEffect: z.enum(['save', 'activate']), lossUsers: z.number(), lossPercent: z.number() }))
  .action(async ({ parsedInput, ctx }) => {
    await changeConfigurationSettings(parsedInput, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const versionChangesAction = actionFor('read')
  .inputSchema(z.object({ id }))
  .action(async ({ parsedInput }) => {
    const changes = await readVersionChanges(store().report, parsedInput.id)
    if (!changes) throw new AppError('not-found', 'This version is not kept any more.')
    return changes
  })

export const restoreVersionAction = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  const restored = await restoreVersion(parsedInput.id, ctx.actor)
  refresh()
  return restored
})
