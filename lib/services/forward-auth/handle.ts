import { seal, unseal } from '#lib/auth/seal.ts'

/** What a hand-over is about, on its way through the browser: sealed, so that nobody makes or reads one. */
export type HandOver = {
  /** The application's scheme, host and port. */
  readonly origin: string
  /** The path, with its query, to come back to. */
  readonly path: string
  /** SHA-256 of the cookie of the browser that began it, hex. */
  readonly browserHash: string
}

/** As long as a sign-in may take at the IdP. */
export const handOverLifetimeMs = 15 * 60_000

/** Longer ones are not come back to: an address has room for so much. */
const LONGEST_PATH = 1_000

type Sealed = { kind: 'hand-over'; o: string; p: string; b: string; until: number }

/** Nothing is stored before somebody has signed in: whoever asks a thousand times costs no row. */
export function sealHandOver({ origin, path, browserHash }: HandOver, now: Date): string {
  const sealed: Sealed = {
    kind: 'hand-over',
    o: origin,
    p: ownPath(path),
    b: browserHash,
    until: now.getTime() + handOverLifetimeMs,
  }
  return seal(JSON.stringify(sealed))
}

/** Undefined for what we did not seal as a hand-over, and for one that took too long. */
export function openHandOver(handle: string, now: Date): HandOver | undefined {
  if (handle.length > 2_048) return undefined
  let sealed: Sealed | null
  try {
    sealed = JSON.parse(unseal(handle)) as Sealed | null
  } catch {
    return undefined
  }
  if (sealed?.kind !== 'hand-over' || !(sealed.until > now.getTime())) return undefined
  return { origin: sealed.o, path: sealed.p, browserHash: sealed.b }
}

/** Where one comes back to at the application; our own pages there only ever lead on. */
export const ownPath = (path: string): string =>
  path.length > LONGEST_PATH || !/^\/[\x21\x22\x24-\x7e]*$/.test(path) || /^\/\.rollcall(\/|$)/.test(path) ? '/' : path
