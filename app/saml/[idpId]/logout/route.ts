import type { NextRequest, NextResponse } from 'next/server'
import { callerOf } from '#lib/auth/caller.ts'
import type { LogoutSent } from '#lib/saml/logout.ts'
import { mayGoOn } from '#lib/services/sign-on/limits.ts'
import { receiveLogout } from '#lib/services/sign-on/logout.ts'
import { noHead, orBusy, problemPage, refusalPage, seeOther, sendMessage } from '../../answers.ts'
import { readForm } from '../../fields.ts'

type Context = { params: Promise<{ idpId: string }> }

/** Single logout by the redirect binding. The raw query is read, since its bytes are what is signed. */
export const GET = (request: NextRequest, context: Context): Promise<Response> =>
  orBusy(() => receive(request, context, { binding: 'redirect', query: new URL(request.url).search.slice(1) }))

/** Single logout by the POST binding. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const form = await readForm(request)
  if ('words' in form) return problemPage(form.status, form.words)
  const known = ['SAMLRequest', 'SAMLResponse', 'RelayState'].flatMap((name) => {
    const value = form.values.get(name)
    return value === undefined ? [] : [[name, value]]
  })
  return orBusy(() => receive(request, context, { binding: 'post', fields: Object.fromEntries(known) }))
}

export const HEAD = noHead('GET, POST')

async function receive(request: NextRequest, context: Context, message: LogoutSent): Promise<NextResponse> {
  const { idpId } = await context.params
  const caller = callerOf(request.headers)
  if (!(await mayGoOn('answered', caller))) return refusalPage('SAML-704')
  const received = await receiveLogout({ idpId, message, caller })
  if (received.kind === 'refused') return refusalPage(received.code)
  const page = received.isOfAdministrators ? '/sign-in' : '/me'
  if (received.kind === 'answered') return seeOther(`${page}?logout=${received.isSuccess ? 'everywhere' : 'partly'}`)
  return received.answer ? sendMessage(received.answer) : seeOther(page)
}
