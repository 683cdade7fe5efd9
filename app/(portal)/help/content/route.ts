import { accountSession } from '#lib/auth/session.ts'
import { answerHelp } from '#lib/services/help/answer-help.ts'

/**
 * What the help panel shows: `GET /help/content?guide=okta-zpa&idp=…`, or `?page=/policy/access` for what matches a page.
 * Who has to add a second factor first sees guides too, without the values of an IdP.
 */
export async function GET(request: Request): Promise<Response> {
  const session = await accountSession()
  if (!session) return Response.json({ message: 'Sign in to read the help.' }, { status: 401 })
  const { searchParams } = new URL(request.url)
  const [guide, page, idp] = ['guide', 'page', 'idp'].map((name) => searchParams.get(name) ?? undefined)
  const answer = await answerHelp({
    ...(guide === undefined ? {} : { guide }),
    ...(page === undefined ? {} : { page }),
    ...(idp === undefined || session.isRestricted ? {} : { idp }),
  })
  const idps = session.isRestricted ? [] : answer.idps
  return Response.json({ ...answer, idps }, { headers: { 'cache-control': 'private, no-store' } })
}
