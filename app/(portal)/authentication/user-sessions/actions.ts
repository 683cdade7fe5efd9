'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { store } from '#db/index.ts'
import { action } from '#lib/http/action.ts'
import * as people from '#lib/services/sign-on-people/index.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { userSessions } from '#lib/table/user-sessions.ts'
import { sessionTable } from './asked.ts'

const id = z.string().max(64)
const idpId = z.string().regex(/^\d{1,32}$/)
const selection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('these'), ids: z.array(id).max(10_000) }),
  z.object({
    kind: z.literal('matching'),
    query: z.string().max(8_000),
    total: z.number(),
    isTotalCapped: z.boolean(),
  }),
])

const refresh = () => revalidatePath('/authentication', 'layout')

export const revokeUserSession = action.inputSchema(z.object({ id })).action(async ({ parsedInput, ctx }) => {
  await people.revokeUserSession(parsedInput.id, ctx.actor)
  refresh()
  return { revoked: 1 }
})

export const revokeSessionsOfUser = action
  .inputSchema(z.object({ idpId, userId: id.nullable(), userName: z.string().max(1_024) }))
  .action(async ({ parsedInput, ctx }) => {
    const revoked = await people.revokeSessionsOfUser(parsedInput, ctx.actor)
    refresh()
    return { revoked }
  })

export const revokeSessionsOfIdp = action.inputSchema(z.object({ idpId })).action(async ({ parsedInput, ctx }) => {
  const revoked = await people.revokeSessionsOfIdp(parsedInput.idpId, ctx.actor)
  refresh()
  return { revoked }
})

export const revokeSelectedSessions = action
  .inputSchema(z.object({ selection }))
  .action(async ({ parsedInput: { selection: chosen }, ctx }) => {
    const revoked =
      chosen.kind === 'these'
        ? await people.revokeUserSessions(chosen.ids, ctx.actor)
        : await people.revokeMatchingSessions(await matching(chosen.query), ctx.actor)
    refresh()
    return { revoked }
  })

/** The rows that the page showed under this address. */
async function matching(query: string) {
  const { definition } = await sessionTable(store().report, userSessions)
  return loadTableQuery(definition, Promise.resolve(Object.fromEntries(new URLSearchParams(query))), new Date())
}
