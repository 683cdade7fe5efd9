import type { IncomingMessage } from 'node:http'
import proxyAddress from 'proxy-addr'
import { env } from '#lib/env.ts'

let trusts: ((address: string, hop: number) => boolean) | undefined

/** The caller's address: the last one that no trusted proxy (`ROLLCALL_TRUSTED_PROXIES`) vouches for. */
export function clientAddress(request: IncomingMessage): string {
  trusts ??= proxyAddress.compile([...env().trustedProxies])
  const address = proxyAddress(request, trusts)
  // An IPv4 caller on a socket that listens on IPv6.
  return address?.replace(/^::ffff:(?=\d+\.)/, '') ?? 'unknown'
}
