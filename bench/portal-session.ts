import { openClient, type Client } from './http-client.ts'
import { administrator } from './servers.ts'

export type Admin = {
  /** Opens a page, or an export under /export; throws unless all of it is there. */
  open(path: string, signal?: AbortSignal): Promise<{ firstByteMs: number; wholeMs: number }>
  close(): void
}

/** Signs an administrator in at the server of `base`, as a client without Rollcall's own pages does. */
export async function openAdmin(base: string): Promise<Admin> {
  const { origin } = new URL(base)
  const csrf = await fetch(`${origin}/api/auth/csrf`)
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const signedIn = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(csrf), origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, ...administrator }),
  })
  const cookie = cookiesOf(signedIn)
  if (!cookie.includes('rollcall.session=')) throw new Error(`Signing in was answered ${signedIn.status}.`)
  const client: Client = openClient({ base: origin, token: '' }, 1, { cookie })
  return {
    async open(path, signal) {
      const startedAt = performance.now()
      // An export of a million rows is not to be kept.
      const how = { discards: path.startsWith('/export/'), ...(signal ? { signal } : {}) }
      const { status, text, firstByteMs } = await client.send('GET', path, undefined, how)
      if (status !== 200) throw new Error(`${path} was answered ${status}.`)
      // A page that fails once its head is sent stays a 200; React writes the failure into what follows.
      if (text.includes('E{\\"digest\\"')) throw new Error(`${path} failed on the server.`)
      return { firstByteMs, wholeMs: performance.now() - startedAt }
    },
    close: () => client.close(),
  }
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
