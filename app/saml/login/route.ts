import type { NextRequest } from 'next/server'
import { problemPage, noHead } from '../answers.ts'
import { begin, chosenIdp } from '../begin.ts'
import { readQuery } from '../fields.ts'

/**
 * Where a sign-in of a user begins: `?user=user@domain` or `?domain=domain` chooses the IdP, or else the location of the
 * caller does; `&return=` is a path of ours to come back to.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const query = readQuery(request)
  if ('words' in query) return problemPage(query.status, query.words)
  const [loginName, domain, returnTo] = ['user', 'domain', 'return'].map((name) => query.values.get(name))
  const chosen = await chosenIdp(request, { loginName, domain, returnTo })
  if ('answer' in chosen) return chosen.answer
  return begin(request, { ...chosen, purpose: 'sign-in', loginName, returnTo })
}

export const HEAD = noHead('GET')
