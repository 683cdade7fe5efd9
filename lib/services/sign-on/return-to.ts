import { env } from '#lib/env.ts'
import { SamlRefusal } from '#lib/saml/refusals.ts'

/** Where a user's sign-in leads that was not on the way to anywhere. */
export const statusPath = '/me'

/**
 * The path on our own origin that `address` stands for, to be stored with the request: nothing of an address travels
 * through the IdP. `address` is a path or a whole address; without one it is `otherwise`.
 * @throws SamlRefusal when it leads elsewhere: silently going somewhere else would hide a forged link.
 */
export function samePath(address: string | undefined, otherwise: string = statusPath): string {
  if (address === undefined || address === '') return otherwise
  const { url: origin } = env()
  // The parser is the browser's: `//evil.example`, `/\evil.example` and a tab in between are other origins to both.
  if (address.length <= 2048 && URL.canParse(address, origin)) {
    const url = new URL(address, origin)
    const isWhole = /^https?:\/\//i.test(address)
    const isPath = address.startsWith('/') && !url.pathname.startsWith('//')
    if (url.origin === origin && url.username === '' && (isWhole || isPath) && !url.pathname.startsWith('//')) {
      return isDeadEnd(url.pathname) ? otherwise : url.pathname + url.search
    }
  }
  throw new SamlRefusal('SAML-701', `An address outside ${origin}`)
}

/** To come back to a page that only ever leads on would run in a circle. */
const isDeadEnd = (pathname: string) =>
  /^\/(saml|clstart|single-sign-on|sign-in|setup|choose-password|api)(\/|$)/.test(pathname)
