import type { NextRequest } from 'next/server'
import { currentSession } from '#lib/auth/session.ts'
import { noHead, problemPage } from '../saml/answers.ts'
import { begin, chosenIdp } from '../saml/begin.ts'
import { readQuery } from '../saml/fields.ts'

/**
 * The test address of set-up guides: `?version=1&_domain=domain&redrurl=address`. To an administrator who is signed in it
 * is a test, which signs nobody in; to everybody else the sign-in of that domain, with the same checks as any other.
 * `redrurl` is an address of ours, or the request is refused.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const query = readQuery(request)
  if ('words' in query) return problemPage(query.status, query.words)
  const [version = '1', domain, returnTo] = ['version', '_domain', 'redrurl'].map((name) => query.values.get(name))
  if (version !== '1') return problemPage(400, 'This address knows version=1 alone.')
  if (!domain) return problemPage(400, 'This address needs _domain, the domain that people sign in with.')
  const chosen = await chosenIdp(request, { domain })
  if ('answer' in chosen) return chosen.answer
  const purpose = (await currentSession()) ? 'test' : 'sign-in'
  return begin(request, { ...chosen, purpose, returnTo })
}

export const HEAD = noHead('GET')
