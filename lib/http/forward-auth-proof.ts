import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { env } from '#lib/env.ts'
import { isTrustedPeer } from './client-address.ts'

/** What proxies send `ROLLCALL_FORWARD_AUTH_SECRET` in. */
export const proofHeader = 'x-rollcall-proxy-secret'

/** Why a request is not taken for that of a reverse proxy of ours; undefined: it is one. */
export function distrustOf(request: IncomingMessage): string | undefined {
  const { forwardAuthSecret } = env()
  if (forwardAuthSecret === undefined) {
    return 'Forward-auth is off: set ROLLCALL_FORWARD_AUTH_SECRET and ROLLCALL_TRUSTED_PROXIES to turn it on.'
  }
  if (!isTrusted(request.socket)) {
    return 'Only reverse proxies named in ROLLCALL_TRUSTED_PROXIES may ask here.'
  }
  const given = request.headers[proofHeader]
  if (typeof given === 'string' && isEqual(given, forwardAuthSecret)) return undefined
  return 'The header X-Rollcall-Proxy-Secret has to hold the value of ROLLCALL_FORWARD_AUTH_SECRET.'
}

const sockets = new WeakMap<Socket, boolean>()

/** A connection's other end stays who it is. */
function isTrusted(socket: Socket): boolean {
  let known = sockets.get(socket)
  if (known === undefined) sockets.set(socket, (known = isTrustedPeer(socket.remoteAddress)))
  return known
}

/** Takes as long whatever is given. */
function isEqual(given: string, secret: string): boolean {
  const [some, other] = [Buffer.from(given), Buffer.from(secret)]
  return some.length === other.length && timingSafeEqual(some, other)
}
