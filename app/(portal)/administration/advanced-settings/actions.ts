'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { action, actionFor } from '#lib/http/action.ts'
import { addExemptedUrls, changePacProxy, removeExemptedUrls } from '#lib/services/exemptions/change-exemptions.ts'
import { testPac } from '#lib/services/exemptions/exemption-of.ts'

// Shapes only: what a URL or a proxy may be is judged by the services, which name the field.
const text = z.string().max(2_000)
const urls = z.object({ urls: z.array(text).max(1_000) })

const refresh = () => revalidatePath('/administration/advanced-settings')

export const addExemptedUrlsAction = action.inputSchema(urls).action(async ({ parsedInput, ctx }) => {
  const added = await addExemptedUrls(parsedInput.urls, ctx.actor)
  refresh()
  return added
})

export const removeExemptedUrlsAction = action.inputSchema(urls).action(async ({ parsedInput, ctx }) => {
  const removed = await removeExemptedUrls(parsedInput.urls, ctx.actor)
  refresh()
  return removed
})

export const changePacProxyAction = action
  .inputSchema(z.object({ pacProxy: text }))
  .action(async ({ parsedInput, ctx }) => {
    await changePacProxy(parsedInput.pacProxy, ctx.actor)
    refresh()
    return { isDone: true }
  })

export const testPacAction = actionFor('read')
  .inputSchema(z.object({ url: text }))
  .action(async ({ parsedInput }) => testPac(parsedInput.url))
