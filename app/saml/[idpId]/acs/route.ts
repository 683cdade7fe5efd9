import type { NextRequest } from 'next/server'
import { callerOf, type Caller } from '#lib/auth/caller.ts'
import type { RefusalCode } from '#lib/saml/refusals.ts'
import { isRefusedTooOften, mayGoOn } from '#lib/services/sign-on/limits.ts'
import { receiveResponse, refuseUnread, type Received } from '#lib/services/sign-on/receive.ts'
import { noHead, orBusy, problemPage, refusalPage, seeOther } from '../../answers.ts'
import { readForm } from '../../fields.ts'

type Context = { params: Promise<{ idpId: string }> }

/**
 * The Service Provider URL, where IdPs' browsers post responses. The post is cross-site, so no cookie of ours is on it: a
 * good response goes on to the finish page, which is ours and has them.
 */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const { idpId } = await context.params
  return orBusy(() => answer(request, idpId))
}

export const GET = (): Response =>
  problemPage(405, 'Identity providers post responses to this address; there is nothing to see.', { Allow: 'POST' })

export const HEAD = noHead('POST')

async function answer(request: NextRequest, idpId: string): Promise<Response> {
  const caller = callerOf(request.headers)
  if (!(await mayGoOn('answered', caller)) || (await isRefusedTooOften(caller))) return refusalPage('SAML-704')
  const received = await receive(request, idpId, caller)
  if ('handle' in received) return seeOther(`/saml/${idpId}/finish?handle=${received.handle}`)
  await mayGoOn('refused', caller)
  return refusalPage(received.refusal, received.attemptId)
}

async function receive(request: NextRequest, idpId: string, caller: Caller): Promise<Received> {
  const unread = (refusal: RefusalCode, detail: string) => refuseUnread({ idpId, refusal, detail, caller })
  const form = await readForm(request)
  if ('words' in form) return unread(form.status === 413 ? 'SAML-102' : 'SAML-105', form.words)
  const samlResponse = form.values.get('SAMLResponse')
  if (samlResponse === undefined) return unread('SAML-105', 'The form has no field SAMLResponse')
  return receiveResponse({ idpId, samlResponse, relayState: form.values.get('RelayState'), caller })
}
