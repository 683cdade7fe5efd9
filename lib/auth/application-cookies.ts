// Cookies at the hosts of applications. They are set and read on node:http, and there the application's scheme counts, not
// Rollcall's own.

type Kind = 'app' | 'app-begin'

/** `__Host-` binds a cookie to this very host and to https: no neighbour can set it. */
export const applicationCookie = (kind: Kind, isHttps: boolean): string => `${isHttps ? '__Host-' : ''}rollcall.${kind}`

/**
 * The value of a cookie in a Cookie header (RFC 6265 §4.2.1). Undefined when it is not there, is longer than any of ours, or
 * stands there twice: then somebody else has set one, and it is not clear which is whose.
 */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  let found: string | undefined
  for (let start = 0; start < header.length;) {
    let end = header.indexOf(';', start)
    if (end < 0) end = header.length
    while (header.charCodeAt(start) === 0x20) start += 1
    if (header.startsWith(name, start) && header.charCodeAt(start + name.length) === 0x3d) {
      if (found !== undefined) return undefined
      found = header.slice(start + name.length + 1, end).trimEnd()
    }
    start = end + 1
  }
  return found !== undefined && found.length <= 100 ? found : undefined
}

/** A Set-Cookie header. Without `maxAgeMs` it ends with the browser; an empty value takes the cookie away. */
export function setApplicationCookie(
  kind: Kind,
  value: string,
  { isHttps, maxAgeMs }: { isHttps: boolean; maxAgeMs?: number },
): string {
  const age = value === '' ? 0 : maxAgeMs === undefined ? undefined : Math.floor(maxAgeMs / 1000)
  return [
    `${applicationCookie(kind, isHttps)}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(isHttps ? ['Secure'] : []),
    ...(age === undefined ? [] : [`Max-Age=${age}`]),
  ].join('; ')
}
