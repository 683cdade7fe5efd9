import type { NextRequest, NextResponse } from 'next/server'
import { callerOf } from '#lib/auth/caller.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { currentSession } from '#lib/auth/session.ts'
import { keepPreLogin, preLoginBrowser, userReference } from '#lib/auth/user-cookies.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { isSamlRefusal } from '#lib/saml/refusals.ts'
import { mustAuthenticateAnew, platformOf } from '#lib/services/forward-auth/index.ts'
import { chooseIdp } from '#lib/services/places/choose-idp.ts'
import { beginSignIn, type BeginSignIn } from '#lib/services/sign-on/begin.ts'
import { mayGoOn } from '#lib/services/sign-on/limits.ts'
import { mustReauthenticate } from '#lib/services/sign-on/user-sessions.ts'
import { orBusy, refusalPage, problemPage, seeOther, sendMessage } from './answers.ts'

type Begin = Pick<BeginSignIn, 'idpId' | 'purpose' | 'loginName' | 'returnTo'>

/** Sends the browser to an IdP. A test or import needs an administrator, who is sent to sign in and back here first. */
export const begin = (request: NextRequest, asked: Begin): Promise<Response> => orBusy(() => send(request, asked))

async function send(request: NextRequest, asked: Begin): Promise<NextResponse> {
  if (!(await mayGoOn('begun', callerOf(request.headers)))) return refusalPage('SAML-704')
  try {
    const administratorId = isTest(asked) ? await testerId() : undefined
    if (administratorId === null) return toPortal(request)
    const former = userReference(request.cookies)
    const begun = await beginSignIn({
      ...asked,
      administratorId,
      browser: preLoginBrowser(request.cookies),
      forceAuthn: await asksAnew(request, asked, former),
    })
    const answer = sendMessage(begun.send)
    keepPreLogin(answer.cookies, begun.browser)
    return answer
  } catch (error) {
    if (isSamlRefusal(error)) return refusalPage(error.code)
    if (isAppError(error) && error.code === 'forbidden') return problemPage(403, error.message)
    throw error
  }
}

/** The IdP for what is known of somebody; else the page that asks, or a refusal. */
export async function chosenIdp(
  request: NextRequest,
  known: { loginName?: string | undefined; domain?: string | undefined; returnTo?: string | undefined },
): Promise<{ idpId: string } | { answer: NextResponse }> {
  const { address } = callerOf(request.headers)
  const { loginName, domain, returnTo } = known
  const choice = await chooseIdp({
    address,
    ...(loginName ? { loginName } : {}),
    ...(domain ? { domain } : {}),
  })
  if ('idp' in choice) return { idpId: choice.idp.id }
  if ('refusal' in choice) return { answer: refusalPage(choice.refusal) }
  const query = returnTo === undefined ? '' : `?return=${encodeURIComponent(returnTo)}`
  return { answer: seeOther(`/single-sign-on${query}`) }
}

/** To sign in to the portal, and back to the address that was asked for. */
export function toPortal(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  return seeOther(`/sign-in?return=${encodeURIComponent(pathname + search)}`)
}

/**
 * Whoever signs in to the portal from within it is asked by it to prove that it is still them; so are users who were told
 * to, and those whose authentication has run out for the application that they are on the way to.
 */
const asksAnew = async (
  { headers }: NextRequest,
  { purpose, returnTo }: Begin,
  former: string | undefined,
): Promise<boolean> => {
  if (purpose === 'admin') return (await currentSession()) !== undefined
  if (purpose !== 'sign-in' || former === undefined) return false
  const platform = platformOf({
    userAgent: headers.get('user-agent') ?? '',
    platformHint: headers.get('sec-ch-ua-platform') ?? undefined,
  })
  return (await mustReauthenticate(former)) || mustAuthenticateAnew(returnTo, { reference: former, platform })
}

const isTest = ({ purpose }: Begin) => purpose === 'test' || purpose === 'import'

/** Who may try an IdP out: whoever may configure it, or what is imported from it. Null: nobody is signed in. */
async function testerId(): Promise<string | null> {
  const session = await currentSession()
  if (!session) return null
  const { administrator } = session
  if (isPermitted(administrator, 'provision') || isPermitted(administrator, 'configure')) return administrator.id
  throw new AppError('forbidden', `Your role (${administrator.role}) does not allow test sign-ins.`)
}
