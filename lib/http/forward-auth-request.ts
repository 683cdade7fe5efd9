import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { applicationCookie, cookieValue } from '#lib/auth/application-cookies.ts'
import { env } from '#lib/env.ts'
import {
  countryOf,
  lately,
  platformOf,
  readAddress,
  readDestination,
  type Asked,
} from '#lib/services/forward-auth/index.ts'
import { clientAddress } from './client-address.ts'

/**
 * How each proxy says what it asks about. Which of them asks is in the address that its configuration names, never guessed
 * from headers: one that a proxy does not write is its client's to forge.
 */
export const proxies = ['nginx', 'traefik', 'caddy', 'envoy'] as const
export type Proxy = (typeof proxies)[number]

/** The request line of the client, as the proxy tells it; undefined: what it has to send is missing, or stands twice. */
type Told = { scheme: string; host: string; path: string; method: string } | { address: string; method: string }

const tell: Readonly<Record<Proxy, (request: IncomingMessage, rest: string) => Told | undefined>> = {
  nginx: ({ headers }) => {
    const [address, method] = [single(headers['x-original-url']), single(headers['x-original-method'])]
    return address !== undefined && method !== undefined ? { address, method } : undefined
  },
  traefik: ({ headers }) => forwarded(headers),
  caddy: ({ headers }) => forwarded(headers),
  // The client's own request with a prefix before its path.
  envoy: ({ headers, method }, rest) => {
    const [scheme, host] = [single(headers['x-forwarded-proto']), single(headers.host)]
    if (scheme === undefined || host === undefined || method === undefined) return undefined
    return { scheme, host, path: rest === '' ? '/' : rest, method }
  },
}

const forwarded = (headers: IncomingHttpHeaders): Told | undefined => {
  const place = forwardedPlace(headers)
  const [path, method] = [single(headers['x-forwarded-uri']), single(headers['x-forwarded-method'])]
  return place && path !== undefined && method !== undefined ? { ...place, path, method } : undefined
}

/** What the four of them write when they pass a request on. */
export function forwardedPlace(headers: IncomingHttpHeaders): { scheme: string; host: string } | undefined {
  const [scheme, host] = [single(headers['x-forwarded-proto']), single(headers['x-forwarded-host'])]
  return scheme === undefined || host === undefined ? undefined : { scheme, host }
}

/** What each proxy has to send, for whoever sets it up. */
export const expected: Readonly<Record<Proxy, string>> = {
  nginx: 'X-Original-URL and X-Original-Method',
  traefik: 'X-Forwarded-Proto, X-Forwarded-Host, X-Forwarded-Uri and X-Forwarded-Method',
  caddy: 'X-Forwarded-Proto, X-Forwarded-Host, X-Forwarded-Uri and X-Forwarded-Method',
  envoy: 'Host and X-Forwarded-Proto',
}

export type Read = {
  asked: Asked
  /** A page is being opened, so that it can be led elsewhere; not a call of a script or a program. */
  isNavigation: boolean
}

/** What a proxy asks about. `rest`: what follows the proxy's name in the address. Undefined: it cannot be read. */
export function readRequest(proxy: Proxy, request: IncomingMessage, rest: string): Read | undefined {
  const told = tell[proxy](request, rest)
  if (!told || !/^[A-Za-z]{1,20}$/.test(told.method)) return undefined
  const destination = 'address' in told ? readAddress(told.address) : readDestination(told)
  if (!destination) return undefined
  return { asked: askedOf(request, destination), isNavigation: isNavigation(told.method, request.headers) }
}

/** Everything else that a request is judged by. */
export function askedOf(request: IncomingMessage, destination: Asked['destination']): Asked {
  const { headers } = request
  const { countryHeader } = env()
  return {
    destination,
    reference: cookieValue(headers.cookie, applicationCookie('app', destination.isHttps)),
    address: addressOf(request),
    platform: platformAt(headers),
    countryCode: countryHeader === undefined ? undefined : countryOf(single(headers[countryHeader])),
  }
}

/** Each connection is a proxy's; who asks it is in the header. */
const addresses = new WeakMap<Socket, (forwarded: string) => string>()

function addressOf(request: IncomingMessage): string {
  const { socket, headers } = request
  let read = addresses.get(socket)
  if (!read) {
    read = lately((forwarded) => clientAddress({ socket, headers: { 'x-forwarded-for': forwarded } }))
    addresses.set(socket, read)
  }
  return read(headers['x-forwarded-for']?.toString() ?? '')
}

export const platformAt = (headers: IncomingHttpHeaders): ReturnType<typeof platformOf> =>
  platformOf({
    userAgent: headers['user-agent'] ?? '',
    platformHint: single(headers['sec-ch-ua-platform']),
  })

export function isNavigation(method: string, headers: IncomingHttpHeaders): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const mode = headers['sec-fetch-mode']
  return mode === undefined ? (headers.accept ?? '').includes('text/html') : mode === 'navigate'
}

/** Node joins a header that stands twice with a comma and a space; of two values none counts. */
const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' && value !== '' && !value.includes(', ') ? value : undefined
