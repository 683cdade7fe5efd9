import type { NextRequest } from 'next/server'
import { callerOf, type Caller } from '#lib/auth/caller.ts'
import { isRefusedTooOften, mayGoOn } from '#lib/services/sign-on/limits.ts'
import { receiveLogout, refuseUnreadLogout, type LogoutReceived } from '#lib/services/sign-on/logout.ts'
import { noHead, orBusy, refusalPage, seeOther, sendMessage } from '../../answers.ts'
import { readForm } from '../../fields.ts'

type Context = { params: Promise<{ idpId: string }> }

/** Single logout by the redirect binding. The raw query is read, since its bytes are what is signed. */
export const GET = (request: NextRequest, context: Context): Promise<Response> =>
  answer(request, context, (sent) => {
    const query = new URL(request.url).search.slice(1)
    return receiveLogout({ ...sent, message: { binding: 'redirect', query } })
  })

/** Single logout by the POST binding. */
export const POST = (request: NextRequest, context: Context): Promise<Response> =>
  answer(request, context, async (sent) => {
    const form = await readForm(request)
    if ('words' in form) return refuseUnreadLogout({ ...sent, detail: form.words })
    return receiveLogout({ ...sent, message: { binding: 'post', fields: fieldsOf(form.values) } })
  })

export const HEAD = noHead('GET, POST')

const fieldsOf = (values: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries(
    ['SAMLRequest', 'SAMLResponse', 'RelayState'].flatMap((name) => {
      const value = values.get(name)
      return value === undefined ? [] : [[name, value]]
    }),
  )

type Sent = { idpId: string; caller: Caller }

async function answer(
  request: NextRequest,
  context: Context,
  receive: (sent: Sent) => Promise<LogoutReceived>,
): Promise<Response> {
  const { idpId } = await context.params
  const caller = callerOf(request.headers)
  return orBusy(async () => {
    if (!(await mayGoOn('answered', caller)) || (await isRefusedTooOften(caller))) return refusalPage('SAML-704')
    const received = await receive({ idpId, caller })
    if (received.kind === 'refused') {
      await mayGoOn('refused', caller)
      return refusalPage(received.code, received.attemptId)
    }
    const page = received.isOfAdministrators ? '/sign-in' : '/me'
    if (received.kind === 'answered') return seeOther(`${page}?logout=${received.isSuccess ? 'everywhere' : 'partly'}`)
    return received.answer ? sendMessage(received.answer) : seeOther(page)
  })
}
