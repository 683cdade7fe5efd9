import { lately } from './lately.ts'

/** What a request to an application asked for, as its reverse proxy tells. */
export type Destination = {
  /** Scheme, host and port as browsers write them, to send one back to. */
  readonly origin: string
  readonly isHttps: boolean
  /** As policies compare it: lower case, punycode, no dot at the end, IPv6 without brackets. */
  readonly host: string
  readonly port: number
  /** Path and query, exactly as they were sent: nothing is decoded. */
  readonly path: string
}

type Place = Omit<Destination, 'path'>

/**
 * Reads what a proxy says of a request. Undefined for what no browser asks for: another scheme, a host with a user name, a
 * path or spaces in it, two hosts where one is expected, or a path that is none.
 * @param asked.scheme `http` or `https`; `ws` and `wss` are the same connection.
 * @param asked.host with its port, unless that is the scheme's own.
 */
export function readDestination(asked: { scheme: string; host: string; path: string }): Destination | undefined {
  const place = placeOf(`${asked.scheme} ${asked.host}`)
  return place && isPath(asked.path) ? { ...place, path: asked.path } : undefined
}

/** The same of a whole address. */
export function readAddress(address: string): Destination | undefined {
  const [, scheme = '', host = '', path = ''] = /^([a-z]{2,5}):\/\/([^/?#]*)(\/.*)?$/i.exec(address) ?? []
  return readDestination({ scheme, host, path: path === '' ? '/' : path })
}

/** What stands in a request line: ASCII that shows, and no fragment. */
const isPath = (path: string): boolean => path.length <= 8_192 && /^\/[\x21\x22\x24-\x7e]*$/.test(path)

/** Of a scheme, a space, and a host. */
const placeOf = lately((text) => {
  const space = text.indexOf(' ')
  return readPlace(text.slice(0, space).toLowerCase(), text.slice(space + 1))
})

const protocols = new Map([
  ['http', 'http:'],
  ['https', 'https:'],
  ['ws', 'http:'],
  ['wss', 'https:'],
])

function readPlace(scheme: string, host: string): Place | undefined {
  const protocol = protocols.get(scheme)
  // A comma, a space, an @ or a second colon is the work of somebody who wants it to be read in two ways.
  const isHost = /^([a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?|\[[0-9a-f:.]+\])(:\d{1,5})?$/i.test(host) && host.length <= 300
  const url = protocol && isHost ? URL.parse(`${protocol}//${host}`) : null
  if (!url) return undefined
  const isHttps = url.protocol === 'https:'
  return {
    origin: url.origin,
    isHttps,
    host: url.hostname.replace(/\.$/, '').replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isHttps ? 443 : 80) : Number(url.port),
  }
}
