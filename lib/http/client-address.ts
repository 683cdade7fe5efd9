import type { IncomingMessage } from 'node:http'
import proxyAddress from 'proxy-addr'
import { env } from '#lib/env.ts'

let trusts: ((address: string, hop: number) => boolean) | undefined
const isTrusted = (address: string, hop: number) =>
  (trusts ??= proxyAddress.compile([...env().trustedProxies]))(address, hop)

/** Whether the other end of a connection is one of `ROLLCALL_TRUSTED_PROXIES`. */
export const isTrustedPeer = (address: string | undefined): boolean => address !== undefined && isTrusted(address, 0)

/** The caller's address: the last one that no trusted proxy (`ROLLCALL_TRUSTED_PROXIES`) vouches for. */
export function clientAddress(request: Pick<IncomingMessage, 'headers' | 'socket'>): string {
  const address = proxyAddress(request as IncomingMessage, isTrusted)
  return address === undefined ? 'unknown' : unmapped(address)
}

/**
 * The same from X-Forwarded-For alone, where a host runs Next without server.ts and its proxy writes the header: what a
 * caller wrote itself stands to the left of what the proxy added.
 */
export function forwardedAddress(header: string | null | undefined): string {
  const hops = (header ?? '').split(',').map((hop) => hop.trim())
  const caller = hops.toReversed().find((hop, index) => index === hops.length - 1 || !isTrusted(hop, index))
  return caller ? unmapped(caller) : 'unknown'
}

/** An IPv4 caller on a socket that listens on IPv6. */
const unmapped = (address: string) => address.replace(/^::ffff:(?=\d+\.)/, '')
