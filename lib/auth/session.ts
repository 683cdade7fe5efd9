import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import NextAuth, { type NextAuthOptions } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { cache } from 'react'
import { z } from 'zod'
import { AppError, isAppError } from '#lib/errors.ts'
import type { Actor } from '#lib/services/actor.ts'
import { checkSession, endSession, sessionLifetimes, type Session } from '#lib/services/sign-in-sessions.ts'
import { signIn } from '#lib/services/sign-in.ts'
import { env } from '#lib/env.ts'
import { callerOf } from './caller.ts'
import { cookieName, cookieOptions, isHttps, pathHeader } from './cookie.ts'
import { deriveKey } from './keys.ts'
import { ownPath } from './own-origin.ts'

export type { Session } from '#lib/services/sign-in-sessions.ts'

// The only importer of next-auth. Its credentials mean JWT sessions, which cannot be revoked; so ours carries nothing
// but a reference, and the row it stands for is asked on every request: no row, no session.

/**
 * The session of the request being answered, checked against its row once per request. Also one that is good for the
 * administrator's own account alone, since a required second factor is missing.
 */
export const accountSession = cache(async (): Promise<Session | undefined> => {
  const reference = await referenceIn((await cookies()).get(cookieName('session'))?.value)
  return reference === undefined ? undefined : checkSession(reference, { isActivity: isActivity(await headers()) })
})

/** Pages say so when they ask by themselves (components/table/fetch-json.ts), and Next when it only fetches ahead. */
const isActivity = (sent: Pick<Headers, 'get'>): boolean =>
  sent.get('x-rollcall-background') === null && sent.get('next-router-prefetch') === null

/** The session of the request being answered, when it is good for all that the role allows. */
export async function currentSession(): Promise<Session | undefined> {
  const session = await accountSession()
  return session?.isRestricted ? undefined : session
}

/** The session, or the way to the sign-in page and back. First line of every portal page. */
export async function requireSession(): Promise<Session> {
  const session = await requireAccountSession()
  return session.isRestricted ? redirect('/account') : session
}

/** The same where a missing second factor does not matter: the layout, and the page to add one. */
export async function requireAccountSession(): Promise<Session> {
  const session = await accountSession()
  if (session) return session
  const path = ownPath((await headers()).get(pathHeader))
  return redirect(path === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(path)}`)
}

/** The session's administrator, as audit rows name them. */
export async function actorOf(session: Session): Promise<Actor> {
  return { id: session.administrator.id, name: session.administrator.email, ...callerOf(await headers()) }
}

/** Makes `reference` this browser's session; one it had before is over. For server actions. */
export async function keepSession(reference: string): Promise<void> {
  const previous = await accountSession()
  const value = await encode({ token: { reference }, secret: cookieSecret(), maxAge: maxAgeSeconds })
  ;(await cookies()).set(cookieName('session'), value, { ...cookieOptions(), maxAge: maxAgeSeconds })
  if (previous) await endSession(previous, await actorOf(previous))
}

/** Takes the cookie away. The row is the service's to end. */
export async function dropSession(): Promise<void> {
  ;(await cookies()).set(cookieName('session'), '', { ...cookieOptions(), maxAge: 0 })
}

/** next-auth's own endpoints, for clients without our pages: `csrf`, `callback/credentials` and `signout`, nothing else. */
export async function answerAuthRequest(
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const { nextauth } = await context.params
  if (!served.includes(`${request.method} ${nextauth.join('/')}`)) return new Response(null, { status: 404 })
  // next-auth makes its addresses from this variable; administrators set ROLLCALL_URL alone.
  process.env['NEXTAUTH_URL'] = env().url
  const answer: unknown = await NextAuth(options())(request, context)
  if (!(answer instanceof Response)) throw new Error('next-auth answered with something other than a Response')
  return answer
}

const credentials = z.object({ email: z.string().max(320), password: z.string().max(4096) })

const served = ['GET csrf', 'POST callback/credentials', 'POST signout']
const maxAgeSeconds = sessionLifetimes.absoluteMs / 1000
const cookieSecret = () => deriveKey('session-cookie').toString('base64url')

async function referenceIn(cookie: string | undefined): Promise<string | undefined> {
  if (!cookie) return undefined
  try {
    const token = await decode({ token: cookie, secret: cookieSecret() })
    return typeof token?.['reference'] === 'string' ? token['reference'] : undefined
  } catch {
    // Forged, from another ROLLCALL_SECRET, or past its time: as good as none.
    return undefined
  }
}

const options = (): NextAuthOptions => ({
  secret: cookieSecret(),
  session: { strategy: 'jwt', maxAge: maxAgeSeconds },
  jwt: { maxAge: maxAgeSeconds },
  useSecureCookies: isHttps(),
  cookies: {
    sessionToken: { name: cookieName('session'), options: cookieOptions() },
    csrfToken: { name: cookieName('csrf'), options: cookieOptions() },
    callbackUrl: { name: cookieName('callback'), options: cookieOptions() },
  },
  pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
  providers: [
    Credentials({
      credentials: { email: { type: 'email' }, password: { type: 'password' } },
      authorize: async (given, request) => {
        // next-auth types the fields as text, but a JSON body may bring anything.
        const fields = credentials.safeParse(given).data ?? { email: '', password: '' }
        const caller = callerOf({ get: (name) => headerOf(request.headers, name) })
        try {
          const step = await signIn(fields, caller)
          if (step.kind === 'signed-in') return { id: step.reference }
          throw new AppError('unauthenticated', 'This account has a second factor. Sign in on Rollcall’s own page.')
        } catch (error) {
          if (isAppError(error)) throw error
          console.error('Sign-in failed', error)
          throw new Error('Something went wrong.', { cause: error })
        }
      },
    }),
  ],
  callbacks: {
    // `user` comes from authorize alone; whatever else asks keeps what the cookie had.
    jwt: ({ token, user }) => (user ? { reference: user.id } : { reference: token['reference'] }),
    redirect: ({ url, baseUrl }) => baseUrl + ownPath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url),
  },
  events: {
    signOut: async ({ token }) => {
      const reference: unknown = token?.['reference']
      const session = typeof reference === 'string' ? await checkSession(reference) : undefined
      if (session) await endSession(session, await actorOf(session))
    },
  },
})

function headerOf(headers: Record<string, unknown> | undefined, name: string): string | null {
  const value = headers?.[name]
  return typeof value === 'string' ? value : null
}
