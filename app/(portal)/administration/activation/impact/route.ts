import { streamOf } from '#app/export/[table]/row-stream.ts'
import { store } from '#db/index.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { actorOf, currentSession } from '#lib/auth/session.ts'
import { AppError, isAppError, type AppErrorCode } from '#lib/errors.ts'
import { beginExport } from '#lib/services/exports.ts'
import { impactColumns, loadComparedSets, walkImpactRows } from '#lib/services/impact/index.ts'
import { csvFileName, csvHeader, csvRecords, type CsvValue } from '#lib/table/csv.ts'

/** Everybody for whom the draft changes anything, as CSV, worked out as it is read. */
export async function GET(request: Request): Promise<Response> {
  try {
    // A link on a stranger's page could start it otherwise, though not read it.
    if (request.headers.get('sec-fetch-site') === 'cross-site')
      throw new AppError('forbidden', 'Open it from Rollcall.')
    const session = await currentSession()
    if (!session) throw new AppError('unauthenticated', 'Your session is over. Sign in again.')
    if (!isPermitted(session.administrator, 'read')) throw new AppError('forbidden', 'Your role does not allow this.')
    const sets = await loadComparedSets(store().report)
    const running = await beginExport({
      session,
      actor: await actorOf(session),
      permission: 'read',
      table: { name: 'impact', title: 'Impact' },
      what: { columns: impactColumns.join(', ') },
    })
    const rows = walkImpactRows(sets, running.assertAllowed)
    return new Response(streamOf(textOf(rows), running.end), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="${csvFileName('impact', undefined, new Date())}"`,
        'content-security-policy': 'sandbox',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
        'x-accel-buffering': 'no',
      },
    })
  } catch (error) {
    return refuse(error)
  }
}

/** Next would begin an export to answer it, and nobody would read what it takes a place for. */
export const HEAD = (): Response => new Response(null, { status: 405, headers: { allow: 'GET' } })

async function* textOf(rows: AsyncGenerator<CsvValue[][]>): AsyncGenerator<string> {
  yield csvHeader(impactColumns)
  for await (const some of rows) yield csvRecords(some)
}

const statuses: Partial<Record<AppErrorCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  conflict: 409,
  throttled: 429,
}

const refuse = (error: unknown): Response => {
  const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }
  if (isAppError(error))
    return Response.json({ message: error.message }, { status: statuses[error.code] ?? 503, headers })
  console.error('The export of the impact failed before its first row.', error)
  const message = 'The rows could not be read. Nothing was changed; try again in a moment.'
  return Response.json({ message }, { status: 503, headers })
}
