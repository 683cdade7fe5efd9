import { accountSession } from '#lib/auth/session.ts'
import { searchGuides } from '#lib/services/help/index.ts'

/** What guides say about something: `GET /help/search?q=…` answers `{ findings: GuideFinding[] }`. */
export async function GET(request: Request): Promise<Response> {
  if (!(await accountSession())) return Response.json({ message: 'Sign in to search.' }, { status: 401 })
  const findings = await searchGuides(new URL(request.url).searchParams.get('q') ?? '')
  return Response.json({ findings }, { headers: { 'cache-control': 'private, no-store' } })
}
