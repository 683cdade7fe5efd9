import { lookup as systemLookup } from 'node:dns'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent, type RequestOptions } from 'node:https'
import { BlockList, type LookupFunction } from 'node:net'
import { RequestFilteringHttpsAgent } from 'request-filtering-agent'
import { env } from '#lib/env.ts'

/** What tests replace: the resolver, the certificate authorities and the hosts that need not be public. */
export type GuardOptions = { allowedHosts?: readonly string[]; lookup?: LookupFunction; ca?: string }

/** Whether `ROLLCALL_ALLOWED_HOSTS` names the host of this address, with its port or without. */
export function isAllowedHost(url: URL, allowed: readonly string[] = env().allowedHosts): boolean {
  const port = url.port || (url.protocol === 'http:' ? '80' : '443')
  return allowed.includes(url.hostname) || allowed.includes(`${url.hostname}:${port}`)
}

/**
 * How an address that an administrator entered is asked: over TLS, at a public address only (whatever the name resolves to
 * at this very moment, in any spelling, since the check sits in the socket's own look-up). Hosts in
 * `ROLLCALL_ALLOWED_HOSTS` may have other addresses, and do without TLS. Throws `NotPublic`; the socket fails with reasons
 * that `reachProblem` puts into words.
 */
export function guardedRequest(url: URL, options: GuardOptions = {}): RequestOptions {
  const isAllowed = isAllowedHost(url, options.allowedHosts)
  if (!isAllowed && (url.protocol !== 'https:' || isCompatible(url.hostname.replace(/[[\]]/g, ''))))
    throw new NotPublic()
  const lookup = options.lookup ?? systemLookup
  return {
    agent: isAllowed ? new (url.protocol === 'http:' ? HttpAgent : HttpsAgent)() : new RequestFilteringHttpsAgent(),
    // Whatever the process was started with.
    rejectUnauthorized: true,
    lookup: isAllowed ? lookup : withoutCompatible(lookup),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  }
}

/** Other services of the internet listen there, of which something might take what is sent for a request. */
export const isOddPort = (url: URL, allowed?: readonly string[]): boolean =>
  url.port !== '' && Number(url.port) < 1024 && !isAllowedHost(url, allowed)

export class NotPublic extends Error {}

/** IPv4-compatible addresses (RFC 4291 §2.5.5.1): the agent, which refuses all others, takes them for public ones. */
const compatible = new BlockList()
compatible.addSubnet('::', 96, 'ipv6')
const isCompatible = (address: string) => address.includes(':') && compatible.check(address, 'ipv6')

const withoutCompatible =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, done) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address)
      if (addresses.some(isCompatible)) done(new NotPublic(), '', 0)
      else done(error, found, family)
    })

/**
 * Why an address was not reached. Nothing of a library's own words goes out: they would tell what an internal address
 * answered. `what`: what was to come from there, or to be sent there.
 */
export function reachProblem(url: URL, error: unknown, what: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof NotPublic || (error instanceof Error && /is not allowed\. Because/.test(error.message))) {
    return `${url.hostname} is not at a public address. Name it in ROLLCALL_ALLOWED_HOSTS if ${what}.`
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `no address was found for ${url.hostname}.`
  if (/CERT|SIGNED|ALTNAME|VERIFY/.test(code)) {
    return `the TLS certificate of ${url.host} is not trusted. It must be valid for this name, by a certificate authority that this server knows.`
  }
  if (/SSL|EPROTO/.test(code)) return `${url.host} does not speak TLS.`
  return `${url.host} could not be reached.`
}
