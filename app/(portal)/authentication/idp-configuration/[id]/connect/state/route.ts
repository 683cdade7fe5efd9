import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { currentSession } from '#lib/auth/session.ts'
import { readConnection } from '#lib/services/connect/index.ts'

const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** How far the IdP is connected: what *Connect* asks every second. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const session = await currentSession()
  if (!session) return Response.json({ message: 'Your session is over. Sign in again.' }, { status: 401, headers })
  if (!isPermitted(session.administrator, 'read'))
    return Response.json({ message: 'Your role does not include IdP Configuration.' }, { status: 403, headers })
  const connection = await readConnection(store().report, (await params).id)
  return connection
    ? Response.json(connection, { headers })
    : Response.json({ message: 'There is no such IdP.' }, { status: 404, headers })
}
