import { z } from 'zod'
import { assertOwnOrigin } from '#lib/auth/own-origin.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { actorOf, currentSession } from '#lib/auth/session.ts'
import { AppError, isAppError, type AppErrorCode } from '#lib/errors.ts'
import { readComparison } from '#lib/services/readiness/index.ts'

type Context = { params: Promise<{ id: string }> }

const asked = z.object({ id: z.uuid(), index: z.coerce.number().int().min(0).max(499) })

/**
 * Takes the file of a comparison that was started, as it is; answers once all of it was compared, or why it could not be
 * is told by the comparison. Nothing of the file is kept. proxy.ts leaves `/import/` out, since Next would hold the file
 * in memory for it.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  try {
    assertOwnOrigin(request.headers)
    const session = await currentSession()
    if (!session) throw new AppError('unauthenticated', 'Your session is over. Sign in again.')
    if (!isPermitted(session.administrator, 'provision')) {
      throw new AppError('forbidden', 'You have SCIM Management: Read Only, which does not allow comparisons.')
    }
    const index = new URL(request.url).searchParams.get('column')
    const file = asked.safeParse({ ...(await params), index })
    if (!file.success || !request.body) throw new AppError('invalid', 'There is no file in this request.')
    await readComparison(file.data.id, file.data.index, request.body, await actorOf(session))
    return Response.json({ isDone: true }, { headers: guarded })
  } catch (error) {
    return refuse(error)
  }
}

const guarded = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

const statuses: Partial<Record<AppErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
}

const refuse = (error: unknown): Response => {
  if (isAppError(error)) {
    return Response.json({ message: error.message }, { status: statuses[error.code] ?? 503, headers: guarded })
  }
  console.error('A file could not be compared.', error)
  const message = 'The file could not be read. Nothing was changed; try again in a moment.'
  return Response.json({ message }, { status: 503, headers: guarded })
}
