import { store } from '#db/index.ts'
import { catalogOf, type ResourceType } from '#lib/scim/catalog.ts'
import { invalidValue } from '#lib/scim/errors.ts'
import { parseFilter } from '#lib/scim/filter.ts'
import type { ListRequest } from '#lib/scim/list-request.ts'
import { cursorResponseText, listResponseText, parseCursorCount, parsePaging } from '#lib/scim/paging.ts'
import { parseProjection, type Projection } from '#lib/scim/projection.ts'
import { resolveFilter } from '#lib/scim/resolve.ts'
import { resolveAcross } from '#lib/scim/resolve-across.ts'
import { resolveSort } from '#lib/scim/sort.ts'
import type { AdmittedCall } from './call.ts'
import { printCursor, readCursor } from './cursor.ts'
import { type Entry, find, type Found, type Source } from './find.ts'
import { findAcross } from './find-across.ts'
import { kindOf } from './kinds.ts'
import { pagingOf } from './limits.ts'
import { respond, type ScimResponse } from './message.ts'
import { cut } from './render.ts'

/**
 * A query on one type or across several (RFC 7644 §3.4.2), page by page: by index, or by cursor (RFC 9865) when the
 * request has one. Without an order resources come as they were created.
 */
export async function listResources(
  call: AdmittedCall,
  types: readonly ResourceType[],
  request: ListRequest,
): Promise<ScimResponse> {
  const sources = sourcesOf(call, types, request)
  if (request.cursor !== undefined) return cursorPage(call, sources, types, request, request.cursor)
  const { startIndex, count } = parsePaging(request.startIndex, request.count, pagingOf(call.idp))
  const found = await findIn(sources, { limit: count, offset: startIndex - 1 })
  return respond(200, listResponseText(found.total, startIndex, await rendered(call, found.entries, request)))
}

async function cursorPage(
  call: AdmittedCall,
  sources: Source[],
  types: readonly ResourceType[],
  request: ListRequest,
  given: string,
): Promise<ScimResponse> {
  const paging = pagingOf(call.idp)
  const count = parseCursorCount(request.count, paging)
  if (parsePaging(request.startIndex, undefined, paging).startIndex !== 1) {
    throw invalidValue('The request has both a cursor and a startIndex · page by one of them')
  }
  const { filter = null, sortBy = '', sortOrder = '' } = request
  const query = JSON.stringify([call.idp.id, types, filter, sortBy.toLowerCase(), sortOrder.toLowerCase()])
  const last = given === '' ? undefined : readCursor(query, given, call.at)
  const { total, entries } = await findIn(sources, {
    // One more than the page holds: whether there is a next one.
    limit: count === 0 ? 0 : count + 1,
    offset: last && !last.after ? last.seen : 0,
    ...(last ? { total: last.total } : {}),
    ...(last?.after ? { after: last.after, afterType: last.type } : {}),
  })
  const page = entries.slice(0, count)
  const end = page.at(-1)
  const next =
    end && entries.length > count
      ? printCursor(
          query,
          {
            total,
            type: end.kind.type,
            after: { id: end.row.id, key: end.key },
            seen: (last?.seen ?? 0) + count,
          },
          call.at,
        )
      : undefined
  return respond(200, cursorResponseText(total, next, await rendered(call, page, request)))
}

const findIn = (sources: Source[], wanted: Parameters<typeof findAcross>[1]): Promise<Found> => {
  const [only] = sources
  return only && sources.length === 1 ? find(only, wanted) : findAcross(sources, wanted)
}

/** What the query looks through: of several types those that the filter leaves. */
function sourcesOf(call: AdmittedCall, types: readonly ResourceType[], request: ListRequest): Source[] {
  const filter = request.filter === undefined ? undefined : parseFilter(request.filter)
  const catalog = catalogOf(call.idp)
  const sorts = resolveSort(types, request.sortBy, request.sortOrder, catalog)
  const query = request.filter ?? ''
  const isOne = types.length === 1
  return types.flatMap((type) => {
    const resolved =
      filter && (isOne ? resolveFilter(type, filter, catalog) : resolveAcross(type, types, filter, catalog))
    if (resolved === false) return []
    return [
      { kind: kindOf(call, type), filter: resolved === true ? undefined : resolved, sort: sorts?.get(type), query },
    ]
  })
}

/** The entries as JSON text, in their order. */
async function rendered(
  { idp }: AdmittedCall,
  entries: Entry[],
  { projection: asked }: ListRequest,
): Promise<string[]> {
  const q = entries.length > 1 ? store().report : store().read
  const texts = new Map<string, string>()
  for (const [kind, some] of Map.groupBy(entries, (entry) => entry.kind)) {
    const rows = some.map(({ row }) => row)
    const projection = kind.type === 'Group' && !idp.listsMembers ? withoutMembers(asked) : asked
    const made = await kind.render(q, rows, projection)
    for (const [index, row] of rows.entries()) texts.set(row.id, cut(kind.type, made[index] ?? '', projection))
  }
  return entries.map(({ row }) => texts.get(row.id) ?? '')
}

/** The projection of groups in lists that leave members out: those who name members get them all the same. */
const withoutMembers = (asked: Projection): Projection =>
  asked.kind === 'only' ? asked : parseProjection(undefined, [...asked.names, 'members'], asked.catalog)
