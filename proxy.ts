import { type NextRequest, NextResponse } from 'next/server'
import { randomBytes } from 'node:crypto'
import { cookieName, isHttps, pathHeader } from '#lib/auth/cookie.ts'
import { contentSecurityPolicy, securityHeaders } from '#lib/auth/page-headers.ts'

/**
 * A convenience, never the guard: who has no session cookie at all is shown the sign-in page at once. Whether the cookie
 * is worth anything, each page and action asks the session's row. Besides, it dresses answers with security headers.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const response = wantsSignIn(request) ? toSignIn(request, pathname + search) : toPage(request, pathname, search)
  for (const [name, value] of Object.entries(securityHeaders(pathname, isHttps()))) response.headers.set(name, value)
  return response
}

export const config = {
  // Not for identity providers' requests, the Management API, the health check, and files; nor for imports and SAML
  // messages, whose bodies Next would hold in memory (they answer for themselves).
  matcher: [
    '/((?!_next/static/|_next/image|scim/|api/v1/|\\d+/\\d+/scim(?:/|$)|health$|import/|saml/\\d+/(?:acs|logout)$|favicon\\.ico$|icon\\.svg$|robots\\.txt$).*)',
  ],
}

/** Pages without a session, next-auth's endpoints, and those IdPs' browsers come to; an export answers for itself. */
const publicPath = /^\/(sign-in|setup|choose-password|api|saml|clstart|single-sign-on|me|pac|session|export)(\/|$)/

function wantsSignIn(request: NextRequest): boolean {
  // Server actions answer for themselves: a redirect would lose the form.
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  return !publicPath.test(request.nextUrl.pathname) && !request.cookies.has(cookieName('session'))
}

/**
 * The redirect is to the host that was asked, whatever ROLLCALL_URL says: Next sends an address of the request's own
 * origin as a path, in which no host is named that a caller could have forged.
 */
function toSignIn(request: NextRequest, wanted: string): NextResponse {
  const url = new URL('/sign-in', request.url)
  if (wanted !== '/') url.searchParams.set('return', wanted)
  return NextResponse.redirect(url)
}

function toPage(request: NextRequest, pathname: string, search: string): NextResponse {
  const headers = new Headers(request.headers)
  headers.set(pathHeader, pathname + search)
  // SAML answers carry forms for other origins, and set a policy of their own.
  if (/^\/(saml|clstart|me\/logout)(\/|$)/.test(pathname)) return NextResponse.next({ request: { headers } })
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  // Next takes the nonce for its own scripts from the request's policy; the root layout reads x-nonce.
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  return response
}
