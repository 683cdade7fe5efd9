import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'

/**
 * Refuses a change that was not asked for by our own pages: the Origin header must be ROLLCALL_URL's. Browsers send it
 * with every POST; `null` (a sandboxed frame, some redirects) and none at all are strangers too.
 * @throws AppError `forbidden`
 */
export function assertOwnOrigin(headers: Pick<Headers, 'get'>): void {
  if (headers.get('origin') !== env().url) {
    throw new AppError(
      'forbidden',
      `This request did not come from Rollcall’s own pages. Open Rollcall at ${env().url}${env().isUrlAssumed ? ', or set ROLLCALL_URL to the address you use' : ''}.`,
    )
  }
}

/** `path` when it is a path on our own origin (with its query), else `/`. Where to go after signing in. */
export function ownPath(path: string | null | undefined): string {
  if (!path?.startsWith('/') || path.length > 2048 || !URL.canParse(path, env().url)) return '/'
  // `//evil.example`, `/\evil.example` and a tab in between are other origins to a browser; the parser is the browser's.
  const url = new URL(path, env().url)
  if (url.origin !== env().url || url.pathname.startsWith('//')) return '/'
  return /^\/(sign-in|setup|choose-password|api)(\/|$)/.test(url.pathname) ? '/' : url.pathname + url.search
}
