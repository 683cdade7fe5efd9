import type { IncomingMessage, ServerResponse } from 'node:http'
import { applicationCookie, cookieValue, setApplicationCookie } from '#lib/auth/application-cookies.ts'
import { cookieName } from '#lib/auth/cookie.ts'
import { env } from '#lib/env.ts'
import { isAppError } from '#lib/errors.ts'
import {
  applicationPaths,
  beginHandOver,
  continueHandOver,
  endApplicationSession,
  endHandOver,
  handOverLifetimeMs,
  judge,
  readDestination,
  type Destination,
} from '#lib/services/forward-auth/index.ts'
import { mayGoOn } from '#lib/services/sign-on/limits.ts'
import { clientAddress } from './client-address.ts'
import {
  allowedPage,
  blockedPage,
  deadCodePage,
  lostPage,
  plainPage,
  signInPage,
  timeoutPage,
  waitPage,
} from './forward-auth-pages.ts'
import { distrustOf } from './forward-auth-proof.ts'
import { askedOf, forwardedPlace, platformAt } from './forward-auth-request.ts'
import type { ShellDocument } from './shell-page.ts'

/** What a step answers: a page, or the way on. */
type Step = { page: ShellDocument } | { location: string; cookies?: string[] }

/** The pages of ours that browsers go through between an application and Rollcall. */
export async function answerApplicationPath(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const step = await stepOf(request)
  if ('page' in step) {
    const { status, headers, html } = step.page
    response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(html) })
    response.end(request.method === 'HEAD' ? undefined : html)
    return
  }
  const { location, cookies = [] } = step
  response.writeHead(303, {
    'Cache-Control': 'private, no-store',
    // Codes are in addresses here, for some seconds.
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    ...(cookies.length > 0 ? { 'Set-Cookie': cookies } : {}),
    Location: location,
    'Content-Length': 0,
  })
  response.end()
}

async function stepOf(request: IncomingMessage): Promise<Step> {
  if (request.method !== 'GET')
    return { page: plainPage(405, 'This address is opened by a browser.', { Allow: 'GET' }) }
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  const values = new URLSearchParams(query)
  try {
    if (!(await mayGoOn('answered', { address: clientAddress(request), userAgent: '' }))) return { page: waitPage(429) }
    if (!path.startsWith('/.rollcall/')) return await goOn(request, values.get('handle') ?? '')
    const distrust = distrustOf(request)
    if (distrust !== undefined) return { page: plainPage(403, distrust) }
    const place = forwardedPlace(request.headers)
    const destination = place && readDestination({ ...place, path: '/' })
    if (!destination) {
      return {
        page: plainPage(400, 'The reverse proxy has to send X-Forwarded-Proto and X-Forwarded-Host, each once.'),
      }
    }
    return await atApplication(request, path, values, destination)
  } catch (error) {
    if (!isAppError(error)) console.error('A hand-over of a session failed.', error)
    return { page: waitPage(503) }
  }
}

/** At our own host: with the user session's cookie, or on to sign in. */
async function goOn(request: IncomingMessage, handle: string): Promise<Step> {
  const reference = cookieValue(request.headers.cookie, cookieName('user'))
  const continued = await continueHandOver(handle, { reference, platform: platformAt(request.headers) })
  if (continued.kind === 'refused') return { page: lostPage() }
  if (continued.kind === 'sign-in' && continued.message !== '') {
    return { page: timeoutPage(continued.message, continued.location) }
  }
  return { location: continued.location }
}

async function atApplication(
  request: IncomingMessage,
  path: string,
  values: URLSearchParams,
  destination: Destination,
): Promise<Step> {
  const { isHttps, origin } = destination
  const cookie = (kind: 'app' | 'app-begin') => cookieValue(request.headers.cookie, applicationCookie(kind, isHttps))
  switch (path) {
    case applicationPaths.signIn: {
      const begun = await beginHandOver(destination, { browser: cookie('app-begin'), path: values.get('to') ?? '/' })
      if (!begun) return whyBlocked(request, destination)
      const { browser, location } = begun
      return {
        location,
        cookies: [setApplicationCookie('app-begin', browser, { isHttps, maxAgeMs: handOverLifetimeMs })],
      }
    }
    case applicationPaths.callback: {
      const ended = await endHandOver(destination, { code: values.get('code') ?? '', browser: cookie('app-begin') })
      if (!ended) return { page: deadCodePage() }
      return { location: origin + ended.path, cookies: [setApplicationCookie('app', ended.reference, { isHttps })] }
    }
    case applicationPaths.signOut: {
      const reference = cookie('app')
      if (reference !== undefined) await endApplicationSession(reference)
      // Whoever is signed in sees it there, and ends it for all applications and at the IdP.
      return { location: `${env().url}/me`, cookies: [setApplicationCookie('app', '', { isHttps })] }
    }
    case applicationPaths.blocked:
      return whyBlocked(request, destination)
    default:
      return { page: plainPage(404, 'There is nothing at this address.') }
  }
}

/** What a proxy that shows no answers of ours, nginx, shows instead of its own page. */
async function whyBlocked(request: IncomingMessage, destination: Destination): Promise<Step> {
  const verdict = await judge(askedOf(request, destination))
  if (verdict.kind === 'blocked') return { page: blockedPage(verdict) }
  return { page: verdict.kind === 'pass' ? allowedPage() : signInPage(applicationPaths.signIn) }
}
