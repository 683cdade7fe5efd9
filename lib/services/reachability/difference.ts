import type { SeenRequest } from './callers.ts'

type Named = Pick<SeenRequest, 'host' | 'forwardedHost' | 'forwardedProto' | 'isTrusted'>

/** The host that a request was meant for: what a trusted proxy says, else its Host header. Lower case. */
export const hostOf = ({ host, forwardedHost, isTrusted }: Named): string =>
  (isTrusted && forwardedHost ? (forwardedHost.split(',')[0] ?? '').trim() : host).toLowerCase()

/** `https`, `http`, or empty: a proxy that does not say how it was called. */
export const schemeOf = ({ forwardedProto, isTrusted }: Named, isForwarded: boolean): string => {
  if (!isForwarded) return 'http'
  const scheme = (forwardedProto.split(',')[0] ?? '').trim().toLowerCase()
  return isTrusted && /^https?$/.test(scheme) ? scheme : ''
}

/** What differs between ROLLCALL_URL and the address that a request was sent to; undefined when nothing does. */
export function differenceTo(url: URL, request: Named & { isForwarded: boolean }): string | undefined {
  const host = hostOf(request)
  const scheme = schemeOf(request, request.isForwarded)
  const protocol = scheme || url.protocol.slice(0, -1)
  // As the parser writes it: without a port that the scheme implies.
  const named = URL.parse(`${protocol}://${host}`)
  if (!named) return 'It names no host that could be one.'
  if (named.host !== url.host) {
    return `It named ${named.host}, and ROLLCALL_URL ${url.host}: what Rollcall shows and signs does not fit what this caller uses. Have the proxy keep the Host header, or set ROLLCALL_URL to what callers use.`
  }
  if (scheme === 'http' && url.protocol === 'https:') {
    return `It came over http, though ROLLCALL_URL is https: the way to Rollcall is not encrypted, or the proxy does not say so in X-Forwarded-Proto.`
  }
  return undefined
}
