import type { NextRequest } from 'next/server'
import { problemPage, noHead } from '../answers.ts'
import { begin, chosenIdp } from '../begin.ts'
import { readQuery } from '../fields.ts'

/** Tries a sign-in of `?domain=domain` (or `?user=user@domain`) out, for an administrator: it signs nobody in. */
export async function GET(request: NextRequest): Promise<Response> {
  const query = readQuery(request)
  if ('words' in query) return problemPage(query.status, query.words)
  const [loginName, domain] = ['user', 'domain'].map((name) => query.values.get(name))
  const chosen = await chosenIdp(request, { loginName, domain })
  if ('answer' in chosen) return chosen.answer
  return begin(request, { ...chosen, purpose: 'test', loginName })
}

export const HEAD = noHead('GET')
