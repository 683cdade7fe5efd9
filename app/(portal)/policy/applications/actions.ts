'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { action } from '#lib/http/action.ts'
import {
  changeApplication,
  changeSegmentGroup,
  createApplication,
  createSegmentGroup,
  deleteApplication,
  deleteSegmentGroup,
} from '#lib/services/policy/index.ts'

// Shapes only: what a host or a port may be is judged by the services, which name the field.
const id = z.string().max(64)
const text = z.string().max(10_000)
const named = z.object({ name: text, description: text, isEnabled: z.boolean() })
const application = named.extend({
  domains: z.array(z.string().max(1_000)).max(5_000),
  tcpPorts: text,
  udpPorts: text,
  segmentGroupId: id.nullable(),
})
const edit = { id, version: z.number().int() }

const refresh = () => revalidatePath('/policy', 'layout')

export const createApplicationAction = action.inputSchema(application).action(async ({ parsedInput, ctx }) => {
  const made = await createApplication(parsedInput, ctx.actor)
  refresh()
  return made
})

export const changeApplicationAction = action
  .inputSchema(z.object({ ...edit, entry: application, opened: application }))
  .action(async ({ parsedInput: { entry, ...seen }, ctx }) => {
    await changeApplication(seen.id, entry, seen, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const deleteApplicationAction = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  const gone = await deleteApplication(parsedInput.id, ctx.actor)
  refresh()
  return gone
})

export const createSegmentGroupAction = action.inputSchema(named).action(async ({ parsedInput, ctx }) => {
  const made = await createSegmentGroup(parsedInput, ctx.actor)
  refresh()
  return made
})

export const changeSegmentGroupAction = action
  .inputSchema(z.object({ ...edit, entry: named, opened: named }))
  .action(async ({ parsedInput: { entry, ...seen }, ctx }) => {
    await changeSegmentGroup(seen.id, entry, seen, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const deleteSegmentGroupAction = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  const gone = await deleteSegmentGroup(parsedInput.id, ctx.actor)
  refresh()
  return gone
})
