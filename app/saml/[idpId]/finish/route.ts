import type { NextRequest, NextResponse } from 'next/server'
import { callerOf } from '#lib/auth/caller.ts'
import { assertOwnOrigin } from '#lib/auth/own-origin.ts'
import { keepSession } from '#lib/auth/session.ts'
import { keepUserSession, preLoginBrowser, userReference } from '#lib/auth/user-cookies.ts'
import { isAppError } from '#lib/errors.ts'
import { finishSignIn } from '#lib/services/sign-on/finish.ts'
import { mayGoOn } from '#lib/services/sign-on/limits.ts'
import { asNext, noHead, orBusy, problemPage, refusalPage, seeOther } from '../../answers.ts'
import { readForm, readQuery, type Fields } from '../../fields.ts'
import { shellPage, text } from '../../shell.ts'

type Context = { params: Promise<{ idpId: string }> }

/** Where the browser comes after an IdP posted its response: here are its cookies, and here the sign-in ends. */
export const GET = (request: NextRequest, context: Context): Promise<Response> =>
  orBusy(() => finish(request, context, readQuery(request), false))

/** Continue was pressed, on our own page: what an unsolicited response needs. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  try {
    assertOwnOrigin(request.headers)
  } catch (error) {
    if (isAppError(error)) return problemPage(403, error.message)
    throw error
  }
  return orBusy(async () => finish(request, context, await readForm(request), true))
}

export const HEAD = noHead('GET, POST')

async function finish(
  request: NextRequest,
  context: Context,
  fields: Fields,
  isConfirmed: boolean,
): Promise<NextResponse> {
  if ('words' in fields) return problemPage(fields.status, fields.words)
  const { idpId } = await context.params
  const handle = fields.values.get('handle') ?? ''
  const caller = callerOf(request.headers)
  if (!(await mayGoOn('answered', caller))) return refusalPage('SAML-704')
  const finished = await finishSignIn({
    idpId,
    handle,
    browser: preLoginBrowser(request.cookies),
    isConfirmed,
    previous: userReference(request.cookies),
    caller,
  })
  if (finished.kind === 'refused') return refusalPage(finished.code, finished.attemptId)
  if (finished.kind === 'tested') return seeOther(finished.path)
  if (finished.kind === 'unsolicited') return askFirst(idpId, handle, finished.idpName)
  const answer = seeOther(finished.returnTo)
  if (finished.kind === 'administrator') await keepSession(finished.reference)
  else keepUserSession(answer.cookies, finished)
  return answer
}

/** Nobody here asked for it: a page elsewhere may have sent it, to sign this browser in as somebody else. */
const askFirst = (idpId: string, handle: string, idpName: string): NextResponse =>
  asNext(
    shellPage({
      title: 'Continue signing in?',
      body: `<p>${text(idpName)} sent a sign-in that did not begin here. Continue if you have just chosen Rollcall there. Otherwise close this page.</p>
<form method="post" action="/saml/${text(idpId)}/finish">
<input type="hidden" name="handle" value="${text(handle)}">
<button type="submit">Continue</button>
</form>`,
      formAction: "'self'",
    }),
  )
