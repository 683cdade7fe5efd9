import { store } from '#db/index.ts'
import { listExemptedUrls } from '#db/queries/exempted-urls.ts'
import type { Reader } from '#db/store.ts'
import { AppError } from '#lib/errors.ts'
import { authenticationSettings } from '../authentication-settings/settings.ts'
import { findLocation } from '../places/find-location.ts'
import { isExemptedBy, parseExemptedUrl } from './entry.ts'
import { pacFile } from './pac.ts'

/** What the PAC file answers now. */
export async function readPacFile(q: Reader = store().read): Promise<string> {
  const urls = (await listExemptedUrls(q)).map((row) => row.url)
  return pacFile(urls, (await authenticationSettings(q)).pacProxy)
}

/**
 * The Exempted URL that holds for an address; undefined when none does. Without `from` as a PAC file decides; with it, the
 * address that a request comes from, only for traffic of known locations.
 */
export async function findExemption(
  url: URL,
  { from, q = store().read }: { from?: string; q?: Reader } = {},
): Promise<string | undefined> {
  if (from !== undefined && !(await findLocation(from, q))) return undefined
  const rows = await listExemptedUrls(q)
  return rows.find((row) => isExemptedBy(parseExemptedUrl(row.url), url))?.url
}

/** What becomes of an address that somebody asks about. */
export type PacAnswer = {
  /** As a browser would ask for it. */
  url: string
  /** `DIRECT`, or `PROXY host:port`. */
  answer: string
  /** The Exempted URL that decided. */
  exemptedBy: string | undefined
}

/** Asks the rule of the PAC file. Throws `AppError` `invalid` (field `url`) for what is no http or https address. */
export async function testPac(text: string): Promise<PacAnswer> {
  const trimmed = text.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`)
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw new AppError('invalid', 'Enter an address, such as https://example.okta.com.', { field: 'url' })
  }
  const exemptedBy = await findExemption(url)
  const { pacProxy } = await authenticationSettings()
  const answer = exemptedBy !== undefined || pacProxy === '' ? 'DIRECT' : `PROXY ${pacProxy}`
  return { url: url.href, answer, exemptedBy }
}
