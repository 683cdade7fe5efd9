import type { IncomingMessage, ServerResponse } from 'node:http'
import { isAppError } from '#lib/errors.ts'
import { applicationPaths, headersOf, judge, type Asked, type Verdict } from '#lib/services/forward-auth/index.ts'
import { answerApplicationPath } from './forward-auth-hand-over.ts'
import { blockedPage, blockedText } from './forward-auth-pages.ts'
import { distrustOf } from './forward-auth-proof.ts'
import { expected, proxies, readRequest, type Proxy } from './forward-auth-request.ts'
import { sendTogether } from './send-together.ts'
import type { ShellDocument } from './shell-page.ts'

/** Where reverse proxies ask, and what they pass on from applications' hosts. */
export type ForwardAuthAddress =
  | { kind: 'check'; proxy: Proxy; rest: string }
  /** A path of ours at an application's host, or the page of our own that leads there. */
  | { kind: 'page' }
  | { kind: 'unknown' }

/** Takes a request target apart; undefined when it is none of this. */
export function forwardAuthAddress(target: string): ForwardAuthAddress | undefined {
  if (target.startsWith('/.rollcall/') || /^\/forward-auth\/continue(\?|$)/.test(target)) return { kind: 'page' }
  if (!target.startsWith('/forward-auth')) return undefined
  const [, name = '', rest = ''] = /^\/forward-auth\/([a-z]+)((?:[/?].*)?)$/s.exec(target) ?? []
  const proxy = proxies.find((each) => each === name)
  return proxy ? { kind: 'check', proxy, rest } : { kind: 'unknown' }
}

/** Forward-auth on node:http. Whatever goes wrong on the way lets nobody through. */
export async function answerForwardAuth(
  request: IncomingMessage,
  response: ServerResponse,
  address: ForwardAuthAddress,
): Promise<void> {
  // Bodies are the application's: none is read here, and a connection with one in it is not used again.
  if (request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0) {
    response.setHeader('connection', 'close')
  }
  try {
    if (address.kind === 'page') return await answerApplicationPath(request, response)
    const distrust = distrustOf(request)
    if (distrust !== undefined) return sayPlainly(response, 403, distrust)
    if (address.kind === 'unknown') {
      return sayPlainly(response, 404, `Proxies ask at /forward-auth/ and their name: ${proxies.join(', ')}.`)
    }
    const { proxy, rest } = address
    const read = readRequest(proxy, request, rest)
    if (!read) {
      return sayPlainly(
        response,
        400,
        `${proxy} has to send ${expected[proxy]}, each once, of a request that a browser makes.`,
      )
    }
    const verdict = await judge(read.asked)
    answerVerdict(response, proxy, verdict, read)
  } catch (error) {
    if (!isAppError(error)) console.error('A request to an application could not be judged.', error)
    sayPlainly(response, 503, 'This request could not be judged. Ask again in a moment.', { 'Retry-After': '2' })
  }
}

const noStore = { 'Cache-Control': 'no-store' }

function answerVerdict(
  response: ServerResponse,
  proxy: Proxy,
  verdict: Verdict,
  { asked, isNavigation }: { asked: Asked; isNavigation: boolean },
): void {
  if (verdict.kind === 'pass') {
    response.writeHead(200, { ...headersOf(verdict.user), 'Cache-Control': 'no-store', 'Content-Length': 0 })
    return sendTogether(() => response.end())
  }
  if (verdict.kind === 'sign-in') return askToSignIn(response, proxy, asked, isNavigation)
  if (isNavigation) return sendPage(response, blockedPage(verdict))
  sayPlainly(response, 403, blockedText(verdict).trimEnd())
}

/** nginx takes 401 alone, and its configuration leads on from there; the others pass on what they are answered. */
function askToSignIn(response: ServerResponse, proxy: Proxy, { destination }: Asked, isNavigation: boolean): void {
  const { origin, path } = destination
  const location = `${origin}${applicationPaths.signIn}?to=${encodeURIComponent(path)}`
  const challenge = { 'WWW-Authenticate': 'Rollcall realm="Rollcall"' }
  if (!isNavigation) return sayPlainly(response, 401, 'Sign in: open this address in a browser.', challenge)
  if (proxy === 'nginx') {
    return sayPlainly(response, 401, 'Sign in.', { ...challenge, Location: location, 'X-Rollcall-Sign-In': location })
  }
  response.writeHead(302, { ...noStore, Location: location, 'Content-Length': 0 }).end()
}

function sendPage(response: ServerResponse, { status, headers, html }: ShellDocument): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(html) }).end(html)
}

function sayPlainly(
  response: ServerResponse,
  status: number,
  words: string,
  headers: Record<string, string> = {},
): void {
  const body = `${words}\n`
  response
    .writeHead(status, {
      ...noStore,
      ...headers,
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Content-Length': Buffer.byteLength(body),
    })
    .end(body)
}
