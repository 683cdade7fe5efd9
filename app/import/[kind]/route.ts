import { z } from 'zod'
import { assertOwnOrigin } from '#lib/auth/own-origin.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { actorOf, currentSession } from '#lib/auth/session.ts'
import { AppError, isAppError, type AppErrorCode } from '#lib/errors.ts'
import { beginImport, readImport, template } from '#lib/services/directory/import/index.ts'

type Context = { params: Promise<{ kind: string }> }

const kinds = z.enum(['users', 'groups', 'departments'])

/** A file to fill in. */
export async function GET(_request: Request, context: Context): Promise<Response> {
  try {
    const { kind } = await admitted(context)
    return new Response(template(kind), {
      headers: {
        ...guarded,
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="${kind}-template.csv"`,
        'content-security-policy': 'sandbox',
      },
    })
  } catch (error) {
    return refuse(error)
  }
}

/**
 * Takes a CSV file, as it is, for a dry run. Answers `{"id": …}` once all of it has been read, whatever was found in it.
 * Nothing of the directory changes. proxy.ts leaves this address out, since Next would hold the file in memory for it.
 */
export async function POST(request: Request, context: Context): Promise<Response> {
  try {
    assertOwnOrigin(request.headers)
    const { kind, actor } = await admitted(context)
    const { body } = request
    if (!body) throw new AppError('invalid', 'There is no file in this request.')
    const fileName = new URL(request.url).searchParams.get('name') ?? `${kind}.csv`
    const id = await beginImport(kind, fileName, actor)
    await readImport(id, kind, body)
    return Response.json({ id }, { headers: guarded })
  } catch (error) {
    return refuse(error)
  }
}

async function admitted(context: Context) {
  const session = await currentSession()
  if (!session) throw new AppError('unauthenticated', 'Your session is over. Sign in again.')
  if (!isPermitted(session.administrator, 'configure')) {
    throw new AppError('forbidden', `Your role (${session.administrator.role}) does not allow imports.`)
  }
  const kind = kinds.safeParse((await context.params).kind)
  if (!kind.success) throw new AppError('not-found', 'Users, groups and departments can be imported.')
  return { kind: kind.data, actor: await actorOf(session) }
}

const guarded = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

const statuses: Partial<Record<AppErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  overloaded: 503,
  'store-busy': 503,
}

const refuse = (error: unknown): Response => {
  if (isAppError(error)) {
    return Response.json({ message: error.message }, { status: statuses[error.code] ?? 409, headers: guarded })
  }
  console.error('A file could not be read for an import.', error)
  const message = 'The file could not be read. Nothing was changed; try again in a moment.'
  return Response.json({ message }, { status: 503, headers: guarded })
}
