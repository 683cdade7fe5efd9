import { z } from 'zod'
import { csvFileName, csvHeader, csvRecords } from '#lib/table/csv.ts'
import type { TableDefinition } from '#lib/table/define-table.ts'
import { defaultColumns } from '#lib/table/settings.ts'
import { loadTableQuery } from '#lib/table/url.ts'
import { assertOwnOrigin } from '#lib/auth/own-origin.ts'
import { isPermitted } from '#lib/auth/permissions.ts'
import { actorOf, currentSession } from '#lib/auth/session.ts'
import { AppError, isAppError, type AppErrorCode } from '#lib/errors.ts'
import { beginExport } from '#lib/services/exports.ts'
import { stepSize, streamOf, walkText } from './row-stream.ts'
import { findSource } from './sources.ts'

type Context = { params: Promise<{ table: string }> }

/** Enough for what somebody ticks by hand; whoever wants more takes all that match. */
const chosenRows = z.strictObject({ ids: z.array(z.string().max(128)).min(1).max(5_000) })
const mostBytes = 1_000_000

/**
 * Every row that a table's address matches, as CSV. The query is the page's own, without its paging; `columns` are those to
 * write: `all`, or ids, in their order. `as=ids` answers with the rows' ids alone, one a line.
 */
export async function GET(request: Request, context: Context): Promise<Response> {
  return answer(request, context, async () => {
    // A link on a stranger's page could start it otherwise, though not read it.
    if (request.headers.get('sec-fetch-site') === 'cross-site')
      throw new AppError('forbidden', 'Open it from Rollcall.')
    return undefined
  })
}

/** The same of those rows alone whose ids come as JSON: `{"ids": ["…"]}`. */
export async function POST(request: Request, context: Context): Promise<Response> {
  return answer(request, context, async () => {
    assertOwnOrigin(request.headers)
    const isShort = Number(request.headers.get('content-length') ?? Infinity) <= mostBytes
    const given = isShort ? chosenRows.safeParse(parseJson(await request.text())) : undefined
    if (!given?.success) throw new AppError('invalid', 'Give one to 5,000 ids as JSON: {"ids": ["…"]}.')
    return given.data.ids
  })
}

/** Next would begin an export to answer it, and nobody would read what it takes a place for. */
export const HEAD = (): Response => new Response(null, { status: 405, headers: { allow: 'GET, POST' } })

async function answer(
  request: Request,
  context: Context,
  readIds: () => Promise<string[] | undefined>,
): Promise<Response> {
  try {
    const source = findSource((await context.params).table)
    const session = await currentSession()
    if (!session) throw new AppError('unauthenticated', 'Your session is over. Sign in again.')
    if (!source) throw new AppError('not-found', 'There is no such table to export.')
    const { definition, permission } = source
    if (!isPermitted(session.administrator, permission))
      throw new AppError('forbidden', `Your role (${session.administrator.role}) does not include ${definition.title}.`)
    const ids = await readIds()

    const now = new Date()
    const address = new URL(request.url).searchParams
    const searchParams = Promise.resolve(Object.fromEntries(address))
    const read = await loadTableQuery(definition, searchParams, now)
    const opened = await source.open(read, searchParams, now)
    if (!opened) throw new AppError('not-found', 'What these rows belong to does not exist.')
    const asked = opened.definition ? await loadTableQuery(opened.definition, searchParams, now) : read
    const query = { ...asked, size: source.rowsAtOnce ?? stepSize }
    const columns = columnsOf(definition, address.get('columns'))
    const isIds = address.get('as') === 'ids'
    const { subject } = opened

    const running = await beginExport({
      session,
      actor: await actorOf(session),
      permission,
      table: definition,
      what: {
        ...(subject === undefined ? {} : { of: subject }),
        filters: query.filters,
        ...(query.range.from || query.range.to ? { range: query.range } : {}),
        columns: isIds ? 'ids' : columns.map(({ id }) => id).join(', '),
        ...(ids ? { rows: ids.length } : {}),
      },
    })
    const rows = walkText(
      ids ? { ...query, ids } : query,
      opened.list,
      (step) => {
        if (isIds) return step.map(({ id }) => `${id}\n`).join('')
        const order = columns.map(({ id }) => id)
        return csvRecords(step.map((row) => source.record(row, order)))
      },
      running.assertAllowed,
    )
    const head = isIds ? '' : csvHeader(columns.map(({ label }) => label))
    return new Response(streamOf(withHead(head, rows), running.end), {
      headers: {
        'content-type': isIds ? 'text/plain; charset=utf-8' : 'text/csv; charset=utf-8; header=present',
        'content-disposition': isIds
          ? 'inline'
          : `attachment; filename="${csvFileName(definition.name, subject, now)}"`,
        'content-security-policy': 'sandbox',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
        // What proxies hold back, nobody sees grow.
        'x-accel-buffering': 'no',
      },
    })
  } catch (error) {
    return refuse(error)
  }
}

async function* withHead(head: string, rows: AsyncGenerator<string>): AsyncGenerator<string> {
  if (head !== '') yield head
  yield* rows
}

const columnsOf = (definition: TableDefinition, asked: string | null) => {
  const ids =
    asked === 'all' ? definition.columns.map(({ id }) => id) : (asked?.split(',') ?? defaultColumns(definition))
  const found = [...new Set(ids)].flatMap((id) =>
    definition.columns.filter((column) => column.id === id && column.csv !== false),
  )
  if (found.length === 0) throw new AppError('invalid', 'Name at least one column of this table to export.')
  return found
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const statuses: Partial<Record<AppErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  throttled: 429,
  overloaded: 503,
  'store-busy': 503,
}

const refuse = (error: unknown): Response => {
  const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }
  if (isAppError(error))
    return Response.json({ message: error.message }, { status: statuses[error.code] ?? 409, headers })
  console.error('An export failed before its first row.', error)
  const message = 'The rows could not be read. Nothing was changed; try again in a moment.'
  return Response.json({ message }, { status: 503, headers })
}
