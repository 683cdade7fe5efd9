import { domainToASCII } from 'node:url'
import { AppError } from '#lib/errors.ts'

/** An Exempted URL in its parts. */
export type Exemption = {
  /** Lower case, punycode. */
  readonly host: string
  /** Also every host within it. */
  readonly isDomain: boolean
  /** Begins with a slash and ends without; empty: the whole host. */
  readonly path: string
}

/**
 * An Exempted URL as stored: a host, or `.` and a domain, which stands for the domain and every host in it. Either may end in
 * a path, of which whole segments count. A scheme is dropped; a port, a query or a wildcard is refused.
 * Throws `AppError` `invalid` for field `urls`, naming the entry.
 */
export function readExemptedUrl(text: string): string {
  const wrong = (why: string) =>
    new AppError('invalid', `Exempted URLs: “${text.trim().slice(0, 80)}” ${why}`, { field: 'urls' })
  if (text.length > 1_000) throw wrong('is too long.')
  const entry = text.trim().replace(/^https?:\/\//i, '')
  const slash = entry.indexOf('/')
  const name = slash < 0 ? entry : entry.slice(0, slash)
  const path = slash < 0 ? '' : entry.slice(slash).replace(/\/+$/, '')
  if (name.includes('*')) throw wrong('holds a wildcard. Enter .example.com for example.com and every host in it.')
  if (name.includes('@')) throw wrong('holds a user name. Enter the host alone.')
  if (name.includes(':')) throw wrong('holds a port. An exemption counts for every port of a host.')
  if (/[?#]/.test(entry)) throw wrong('holds a query. Enter the host, and a path if need be.')
  const isDomain = name.startsWith('.')
  const host = domainToASCII(
    name
      .slice(isDomain ? 1 : 0)
      .toLowerCase()
      .replace(/\.$/, ''),
  )
  const labels = host.split('.')
  const isHost =
    host.length <= 253 && labels.length > 1 && labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label))
  if (!isHost) throw wrong('is not a host. Enter one such as login.example.com, or .example.com.')
  if (isDomain && /^\d+$/.test(labels.at(-1) ?? ''))
    throw wrong('is an address, which has no hosts in it. Leave out the dot.')
  if (path.length > 512 || !/^[\x21-\x7e]*$/.test(path) || /["'\\<>`{}|^]/.test(path) || isAmbiguous(path)) {
    throw wrong('has a path that is not accepted. Use plain segments, such as /oauth2/authorize.')
  }
  return `${isDomain ? '.' : ''}${host}${path}`
}

/** Segments that a browser or a server would read as another path. */
const isAmbiguous = (path: string): boolean => /\/\/|\/\.{1,2}(\/|$)|%|;/.test(path)

/** A stored Exempted URL in its parts. */
export function parseExemptedUrl(url: string): Exemption {
  const slash = url.indexOf('/')
  const name = slash < 0 ? url : url.slice(0, slash)
  const isDomain = name.startsWith('.')
  return { host: isDomain ? name.slice(1) : name, isDomain, path: slash < 0 ? '' : url.slice(slash) }
}

/**
 * Whether an exemption holds for an address, as the PAC file decides it (pac.ts): by host, and by path where one is given
 * and can be seen. Browsers show a PAC file no path of an https address: there an exemption with a path does not hold.
 */
export function isExemptedBy({ host, isDomain, path }: Exemption, url: URL): boolean {
  const name = url.hostname.replace(/\.$/, '')
  if (name !== host && !(isDomain && name.endsWith(`.${host}`))) return false
  if (path === '') return true
  return url.protocol === 'http:' && (url.pathname === path || url.pathname.startsWith(`${path}/`))
}
