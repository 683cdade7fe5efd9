import { createServer } from 'node:https'
import type { RequestListener } from 'node:http'
import { Socket, type AddressInfo, type LookupFunction } from 'node:net'
import { generate } from 'selfsigned'
import { vi } from 'vitest'

/** A server with TLS on this machine that calls itself idp.example.com, and what it takes to reach it. For tests. */
export async function openTlsServer(listener: RequestListener) {
  const made = await generate([{ name: 'commonName', value: 'idp.example.com' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'idp.example.com' }] }],
  })
  const server = createServer({ key: made.private, cert: made.cert }, listener)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `https://idp.example.com:${port}/metadata`,
    ca: made.cert,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** A resolver that gives these addresses, whatever is asked for. */
export const answering = (...addresses: string[]): LookupFunction =>
  vi.fn<LookupFunction>((_hostname, options, done) => {
    const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (options.all) done(null, all)
    else done(null, all[0]?.address ?? '', all[0]?.family)
  })

/** Every address that a socket of this process tried to connect to since. */
export function watchSockets(): string[] {
  const attempts: string[] = []
  const connect = Socket.prototype.connect
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...given: unknown[]) {
    this.on('connectionAttempt', (address: string) => attempts.push(address))
    return Reflect.apply(connect, this, given) as Socket
  })
  return attempts
}
