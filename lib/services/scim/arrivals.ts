import { newId } from '#db/ids.ts'
import { store } from '#db/index.ts'
import { ARRIVALS_KEPT, insertArrivals } from '#db/queries/scim-arrivals.ts'
import { recogniseClient } from '#lib/scim/clients.ts'
import { loggedUrl } from './log.ts'
import type { ScimRequest } from './message.ts'

/** Whoever waits for the first request sees it within two seconds; and a client that reads without end costs two writes a second. */
const EVERY_MS = 500
/** Of more IdPs than this, nothing is noted within that time. */
const MOST_IDPS = 100

type Arrival = { at: Date; method: string; url: string; status: number; detail: string | null } & Pick<
  ScimRequest,
  'path' | 'query' | 'address'
> & { userAgent: string }

const slot = Symbol.for('rollcall.scim-arrivals')
// Shared by the copies of this module in one process, like the store.
const waiting = ((globalThis as unknown as Record<symbol, Map<string, Arrival[]>>)[slot] ??= new Map<
  string,
  Arrival[]
>())
let timer: NodeJS.Timeout | undefined

/**
 * Remembers a request that the IdP's log does not hold, for *Connect*; of many at once, the first. Written a little later,
 * outside any provisioning transaction. No header and no body is kept.
 */
export function noteArrival(
  idpId: string,
  { request, at }: { request: ScimRequest; at: Date },
  { status, detail = null }: { status: number; detail?: string | null },
): void {
  let noted = waiting.get(idpId)
  if (!noted) {
    if (waiting.size >= MOST_IDPS) return
    waiting.set(idpId, (noted = []))
  }
  if (noted.length >= ARRIVALS_KEPT) return
  const { method, path, query, address, headers } = request
  const userAgent = (headers['user-agent'] ?? '').slice(0, 256)
  const url = loggedUrl(request)
  noted.push({ at, method: method.slice(0, 16), url, path, query, address, userAgent, status, detail })
  timer ??= setTimeout(() => void writeArrivals(), EVERY_MS).unref()
}

/** Writes what is remembered: called by the timer. */
export async function writeArrivals(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  // In one order, whoever writes: two processes that write of the same IdPs must not wait for each other crosswise.
  const noted = [...waiting].sort(([a], [b]) => (a < b ? -1 : 1))
  waiting.clear()
  if (noted.length === 0) return
  try {
    await store().write(
      async (tx) => {
        for (const [idpId, arrivals] of noted) await insertArrivals(tx, idpId, arrivals.map(rowOf(idpId)))
      },
      { keepsRemembered: true },
    )
  } catch {
    // Nothing depends on them: whoever waits for a request sees the next one.
  }
}

const rowOf =
  (idpId: string) =>
  ({ path, query, userAgent, ...arrival }: Arrival) => ({
    ...arrival,
    idpId,
    id: newId(arrival.at),
    client: recogniseClient({ ...arrival, path, query, userAgent }).client,
  })
