import type { NextRequest } from 'next/server'
import { assertOwnOrigin } from '#lib/auth/own-origin.ts'
import { dropUserSession, userReference } from '#lib/auth/user-cookies.ts'
import { isAppError } from '#lib/errors.ts'
import { signOutUser } from '#lib/services/sign-on/logout.ts'
import { leaveFor, problemPage, seeOther } from '#app/saml/answers.ts'

/** Logout, pressed on the status page: here at once, and at the identity provider where that offers it. */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    assertOwnOrigin(request.headers)
  } catch (error) {
    if (isAppError(error)) return problemPage(403, error.message)
    throw error
  }
  const reference = userReference(request.cookies)
  const message = reference === undefined ? undefined : await signOutUser(reference)
  const answer = message ? leaveFor(message) : seeOther('/me?logout=here')
  dropUserSession(answer.cookies)
  return answer
}
