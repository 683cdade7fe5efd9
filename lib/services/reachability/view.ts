import { env } from '#lib/env.ts'
import { type SeenCaller, seenCallers } from './callers.ts'
import { caddyConfiguration, environmentLines, nginxConfiguration, type ProxyValues } from './configurations.ts'
import { differenceTo, hostOf, schemeOf } from './difference.ts'

/** A way that requests came, as the page shows it. Times are ISO 8601. */
export type CallerView = {
  id: string
  kind: SeenCaller['kind']
  /** `https://rollcall.example.com`; without the scheme where nobody said it. */
  address: string
  /** How it came: directly, or through which proxy. */
  way: string
  count: number
  lastAt: string
  /** What differs from ROLLCALL_URL. */
  difference: string | undefined
}

export type ReachabilityView = {
  url: string
  isHttps: boolean
  /** ROLLCALL_URL is not set. */
  isAssumed: boolean
  /** The host names this machine alone. */
  isLocal: boolean
  trustedProxies: readonly string[]
  /** Since when this process has been looking. */
  since: string
  callers: CallerView[]
  /** Proxies whose X-Forwarded-For is believed, and those whose is not. */
  honoured: string[]
  ignored: string[]
  configurations: { nginx: string; caddy: string; environment: string; host: string; isExample: boolean }
}

const EXAMPLE = 'rollcall.example.com'
const MOST_PEERS = 5

/** What this process knows of the way to it. */
export function readReachability(): ReachabilityView {
  const { url: address, isUrlAssumed, trustedProxies, port } = env()
  const url = new URL(address)
  const isLocal = /^(localhost|127\.|\[?::1|0\.0\.0\.0)/.test(url.hostname)
  const { since, callers } = seenCallers()
  const peers = (isTrusted: boolean) => [
    ...new Set(callers.flatMap((one) => (one.isForwarded && one.isTrusted === isTrusted ? one.peer : []))),
  ]
  const values: ProxyValues = {
    host: isLocal ? EXAMPLE : url.hostname,
    port: isLocal || url.protocol === 'http:' ? '' : url.port,
    upstream: `127.0.0.1:${port}`,
  }
  return {
    url: address,
    isHttps: url.protocol === 'https:',
    isAssumed: isUrlAssumed,
    isLocal,
    trustedProxies,
    since: new Date(since).toISOString(),
    callers: callers.map((one, index) => ({ id: String(index), ...callerView(url, one) })),
    honoured: peers(true).slice(0, MOST_PEERS),
    ignored: peers(false).slice(0, MOST_PEERS),
    configurations: {
      nginx: nginxConfiguration(values),
      caddy: caddyConfiguration(values),
      environment: environmentLines(values, trustedProxies),
      host: values.host,
      isExample: isLocal,
    },
  }
}

function callerView(url: URL, one: SeenCaller): Omit<CallerView, 'id'> {
  const scheme = schemeOf(one, one.isForwarded)
  return {
    kind: one.kind,
    address: `${scheme === '' ? '' : `${scheme}://`}${hostOf(one)}`,
    way: one.isForwarded ? `Proxy ${one.peer}${one.via ? `, ${one.via}` : ''}` : `Directly, ${one.peer}`,
    count: one.count,
    lastAt: new Date(one.lastAt).toISOString(),
    difference: differenceTo(url, one),
  }
}
