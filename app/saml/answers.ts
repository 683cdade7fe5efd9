import { NextResponse } from 'next/server'
import { isAppError } from '#lib/errors.ts'
import type { Outgoing } from '#lib/saml/message.ts'
import { refusalOf, type RefusalCode } from '#lib/saml/refusals.ts'
import { bareHeaders, shellPage, text } from './shell.ts'

/** To an address of ours or of an IdP, by GET whatever was asked with. */
export const seeOther = (address: string): NextResponse =>
  new NextResponse(null, { status: 303, headers: { ...bareHeaders(), Location: address } })

/** Sends a message through the browser. The policy's `form-action` lets the form go to the IdP, and there alone it is wide. */
export function sendMessage(message: Outgoing): NextResponse {
  if (message.binding === 'redirect') return seeOther(message.url)
  const fields = Object.entries(message.fields)
    .map(([name, value]) => `<input type="hidden" name="${text(name)}" value="${text(value)}">`)
    .join('\n')
  const { protocol, origin } = new URL(message.action)
  return asNext(
    shellPage({
      title: 'On the way to your identity provider',
      body: `<p>This takes a moment. If nothing happens, press Continue.</p>
<form method="post" action="${text(message.action)}">
${fields}
<button type="submit">Continue</button>
</form>`,
      script: 'document.forms[0].submit()',
      // Browsers hold redirects that follow a form to the policy too, and IdPs send people on to hosts of their own.
      formAction: protocol === 'https:' ? 'https:' : origin,
    }),
  )
}

/**
 * The same in answer to a form of ours: its page lets forms go to ourselves alone, which browsers hold redirects to as well.
 * So the form ends on a page of ours, and that one leaves.
 */
export function leaveFor(message: Outgoing): NextResponse {
  if (message.binding === 'post') return sendMessage(message)
  return asNext(
    shellPage({
      title: 'On the way to your identity provider',
      body: `<p>This takes a moment. If nothing happens, press Continue.</p>
<p class="actions"><a class="button" href="${text(message.url)}">Continue</a></p>`,
      script: 'location.replace(document.links[0].href)',
    }),
  )
}

/**
 * The page of a refusal: the words and the code that the sign-in log, the page of a test and the guide have. What an
 * assertion or request said is not repeated to whoever sent it.
 * @param attemptId the sign-in log's row, for an administrator to find it by.
 */
export function refusalPage(code: RefusalCode, attemptId: string | null = null): NextResponse {
  const { title, forUser } = refusalOf(code)
  const again = isOfAdministrators(code) ? '/sign-in' : '/single-sign-on'
  const attempt = attemptId === null ? '' : `<dt>Attempt</dt><dd class="id">${text(attemptId)}</dd>`
  const isWait = code === 'SAML-704'
  const action = isWait ? '' : `<p class="actions"><a class="button" href="${again}">Sign in again</a></p>`
  return asNext(
    shellPage({
      title: isWait ? 'Wait a little' : code.startsWith('SAML-8') ? 'Signed out here' : 'Not signed in',
      status: statusOf(code),
      headers: isWait ? { 'Retry-After': '60' } : {},
      body: `<p>${text(forUser)}</p>
<dl><dt>Code</dt><dd class="id">${text(code)}</dd><dt>Reason</dt><dd>${text(title)}</dd>${attempt}</dl>
${action}`,
    }),
  )
}

/** A request that no browser of a user makes: one that names no method we answer, or hides a second value in a field. */
export function problemPage(status: number, words: string, headers: Record<string, string> = {}): NextResponse {
  return asNext(
    shellPage({
      title: status === 503 ? 'Wait a little' : 'This request was not accepted',
      status,
      headers,
      body: `<p>${text(words)}</p>`,
    }),
  )
}

/** Whether the answer may be had a moment later: nothing was taken out or kept, so that the same request may come again. */
export async function orBusy(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    if (!isAppError(error) || (error.code !== 'overloaded' && error.code !== 'store-busy')) throw error
    return problemPage(503, 'Rollcall is busy. Wait a moment, then load this page again.', { 'Retry-After': '2' })
  }
}

/** HEAD would run what GET does, and every GET here begins or ends something. */
export const noHead = (allowed: string) => (): Response =>
  new Response(null, { status: 405, headers: { ...bareHeaders(), Allow: allowed } })

export const asNext = (response: Response): NextResponse =>
  new NextResponse(response.body, { status: response.status, headers: response.headers })

const isOfAdministrators = (code: RefusalCode) => ['SAML-506', 'SAML-510', 'SAML-511'].includes(code)

const statusOf = (code: RefusalCode): number => {
  if (code === 'SAML-102') return 413
  if (code === 'SAML-704') return 429
  if (code === 'SAML-702') return 404
  return /^SAML-[1678]/.test(code) ? 400 : 403
}
