import { newId } from '#db/ids.ts'
import { deleteExemptedUrls, insertExemptedUrls, listExemptedUrls } from '#db/queries/exempted-urls.ts'
import { AppError } from '#lib/errors.ts'
import type { Actor } from '../actor.ts'
import { appendAudit } from '../audit.ts'
import { configure } from '../configuration/index.ts'
import { saveSettings } from '../authentication-settings/change-settings.ts'
import { authenticationSettings } from '../authentication-settings/settings.ts'
import { readExemptedUrl } from './entry.ts'
import { readProxy } from './pac.ts'

const mostUrls = 1_000

/** Adds Exempted URLs; those that are there already stay. Answers what is new. Throws `AppError` `invalid` (field `urls`). */
export async function addExemptedUrls(entries: readonly string[], actor: Actor): Promise<{ added: string[] }> {
  const wanted = [...new Set(entries.filter((entry) => entry.trim() !== '').map(readExemptedUrl))]
  if (wanted.length === 0) throw invalid('Exempted URLs: enter a host, or .example.com for all hosts of a domain.')
  return configure(actor, async (tx) => {
    const known = (await listExemptedUrls(tx)).map((row) => row.url)
    const added = wanted.filter((url) => !known.includes(url))
    if (known.length + added.length > mostUrls) {
      throw invalid(`Exempted URLs: up to ${mostUrls.toLocaleString('en')} are accepted.`)
    }
    const createdAt = new Date()
    await insertExemptedUrls(
      tx,
      added.map((url) => ({ id: newId(createdAt), url, createdAt })),
    )
    if (added.length > 0) {
      await appendAudit(tx, actor, { action: 'exempted-url.add', target: targetOf(added), after: { urls: added } })
    }
    return { added }
  })
}

/** Removes Exempted URLs; answers those that were there. */
export async function removeExemptedUrls(urls: readonly string[], actor: Actor): Promise<{ removed: string[] }> {
  return configure(actor, async (tx) => {
    const removed = await deleteExemptedUrls(tx, urls)
    if (removed.length > 0) {
      await appendAudit(tx, actor, {
        action: 'exempted-url.remove',
        target: targetOf(removed),
        before: { urls: removed.toSorted() },
      })
    }
    return { removed }
  })
}

/** Says which proxy the PAC file leads to. Throws `AppError` `invalid` (field `pacProxy`). */
export async function changePacProxy(text: string, actor: Actor): Promise<void> {
  const pacProxy = readProxy(text)
  await configure(actor, async (tx) => {
    const before = await authenticationSettings(tx)
    await saveSettings(tx, before, { pacProxy })
    await appendAudit(tx, actor, {
      action: 'setting.update',
      target: { type: 'setting', id: 'pac-file', name: 'PAC File' },
      before: { proxy: before.pacProxy },
      after: { proxy: pacProxy },
    })
  })
}

const targetOf = (urls: readonly string[]) => ({
  type: 'exempted-url',
  id: 'exempted-urls',
  name: urls.length === 1 ? (urls[0] ?? '') : `${urls.length} URLs`,
})

const invalid = (message: string) => new AppError('invalid', message, { field: 'urls' })
