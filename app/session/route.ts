import { accountSession } from '#lib/auth/session.ts'

/**
 * How long the administrator's session still lasts, `{ leftMs, isFinal }`; `leftMs` 0 when it is over. Asked with
 * `x-rollcall-background`, which keeps no session. By the server's clock alone: the browser's may be wrong.
 */
export async function GET(): Promise<Response> {
  const session = await accountSession()
  const leftMs = Math.max(0, (session?.endsAt.getTime() ?? 0) - Date.now())
  const answer = { leftMs, isFinal: session?.isFinal ?? true }
  return Response.json(answer, { headers: { 'cache-control': 'private, no-store' } })
}
