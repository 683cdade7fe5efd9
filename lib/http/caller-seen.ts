import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  answerQuestion,
  arrivalPath,
  type CallerKind,
  noteCaller,
  processName,
  type SeenRequest,
} from '#lib/services/reachability/index.ts'
import { clientAddress, isTrustedPeer } from './client-address.ts'

/** How a request came, by its headers and its connection. */
function waysOf(request: IncomingMessage): Omit<SeenRequest, 'kind'> {
  const { headers, socket } = request
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  return {
    host: headers.host ?? '',
    forwardedProto: single(headers['x-forwarded-proto']),
    forwardedHost: single(headers['x-forwarded-host']),
    via: single(headers.via),
    isForwarded,
    // Only then does it matter, and it is asked on the way of every SCIM request.
    isTrusted: isForwarded && isTrustedPeer(socket.remoteAddress),
    peer: (socket.remoteAddress ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, ''),
  }
}

const single = (value: string | string[] | undefined): string =>
  value === undefined ? '' : Array.isArray(value) ? value.join(', ') : value

/** Remembers how it came. Called before server.ts writes X-Forwarded-For anew. */
export const rememberCaller = (kind: CallerKind, request: IncomingMessage): void =>
  noteCaller({ kind, ...waysOf(request) })

const INNER = 'x-rollcall-inner'
/** Of this process. */
const inner = randomBytes(16).toString('hex')

/**
 * The same of what Next answers. Next asks this very server for the page that an action leads to, with the headers of the
 * request it came by: those are marked, so that it is not taken for a proxy.
 */
export function rememberPage(target: string, request: IncomingMessage): void {
  const isInner = request.headers[INNER] === inner
  request.headers[INNER] = inner
  // Files and checks tell nothing new.
  if (isInner || /^\/(?:_next|health|clstart|icon\.svg|favicon)/.test(target)) return
  rememberCaller(target.startsWith('/saml/') ? 'saml' : 'portal', request)
}

/** The question that Rollcall asks itself through its public address; undefined for other targets. */
export const arrivalQuestion = (target: string): string | undefined =>
  target.startsWith(arrivalPath) ? target.slice(arrivalPath.length).split(/[?#]/, 1)[0] : undefined

/** Tells how the question arrived, to whoever knows the secret; to others there is nothing here. */
export function answerArrival(request: IncomingMessage, response: ServerResponse, question: string): void {
  const ways = waysOf(request)
  const forwardedFor = single(request.headers['x-forwarded-for']) || single(request.headers.forwarded)
  const cut = (text: string) => text.slice(0, 200)
  const answer = answerQuestion(question, {
    ...ways,
    host: cut(ways.host),
    via: cut(ways.via),
    forwardedHost: cut(ways.forwardedHost),
    forwardedFor: cut(forwardedFor),
    client: clientAddress(request),
    process: processName,
  })
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }
  response.writeHead(answer === undefined ? 404 : 200, headers).end(answer ?? '{}')
}
