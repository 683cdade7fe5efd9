/** What a request said about the way it came. */
export type SeenRequest = {
  kind: CallerKind
  /** The Host header. */
  host: string
  /** X-Forwarded-Proto and X-Forwarded-Host; empty without. */
  forwardedProto: string
  forwardedHost: string
  via: string
  /** It had X-Forwarded-For or Forwarded. */
  isForwarded: boolean
  /** It came from one of `ROLLCALL_TRUSTED_PROXIES`. */
  isTrusted: boolean
  /** The other end of the connection. */
  peer: string
}

export type CallerKind = 'scim' | 'saml' | 'api' | 'portal'

/** Requests that said the same, together. */
export type SeenCaller = SeenRequest & { count: number; firstAt: number; lastAt: number }

/** Ways that are remembered, at most. */
export const MOST_WAYS = 50
/** Of what is said together, in characters: a host has 253 at most. */
const LONGEST = 600

// In memory alone, since a note for each request would cost provisioning more than it tells. Shared by the copies of this
// module in one process: server.ts notes, pages read.
const slot = Symbol.for('rollcall.callers')
type Memory = { since: number; ways: Map<string, SeenCaller> }
const memory = ((globalThis as unknown as Record<symbol, Memory>)[slot] ??= { since: Date.now(), ways: new Map() })

/** Remembers how a request came: a look-up in a small map. */
export function noteCaller(request: SeenRequest, at: number = Date.now()): void {
  const key = `${request.kind}\n${request.host}\n${request.forwardedProto}\n${request.forwardedHost}\n${request.via}\n${request.isForwarded}${request.isTrusted}`
  const known = memory.ways.get(key)
  if (known) {
    known.count += 1
    known.lastAt = at
    known.peer = request.peer
    return
  }
  if (key.length > LONGEST) return
  if (memory.ways.size >= MOST_WAYS) forgetRarest()
  memory.ways.set(key, { ...request, count: 1, firstAt: at, lastAt: at })
}

/** Whoever tries one name after another drives out nobody who comes often. */
function forgetRarest(): void {
  let rarest: [string, SeenCaller] | undefined
  for (const entry of memory.ways) {
    const isRarer = !rarest || entry[1].count < rarest[1].count
    if (isRarer || (entry[1].count === rarest?.[1].count && entry[1].lastAt < rarest[1].lastAt)) rarest = entry
  }
  if (rarest) memory.ways.delete(rarest[0])
}

/** What this process has seen since it started, the most frequent first. */
export const seenCallers = (): { since: number; callers: SeenCaller[] } => ({
  since: memory.since,
  callers: [...memory.ways.values()].sort((a, b) => b.count - a.count),
})

export const forgetCallers = (): void => memory.ways.clear()
