import { cookies } from 'next/headers'
import { requestLifetimeMs } from '#lib/services/sign-on/begin.ts'
import { cookieName, cookieOptions } from './cookie.ts'

// Binds an authentication request to the browser that made it. It is Lax: the POST from the IdP does not carry it, the
// redirect from there to the finish page does. It opens nothing by itself.

export const preLoginBrowser = async (): Promise<string | undefined> =>
  (await cookies()).get(cookieName('pre-login'))?.value

export async function keepPreLogin(browser: string): Promise<void> {
  ;(await cookies()).set(cookieName('pre-login'), browser, { ...cookieOptions(), maxAge: requestLifetimeMs / 1000 })
}
