import { securityHeaders } from '#lib/auth/page-headers.ts'
import { isHttps } from '#lib/auth/cookie.ts'
import { shellDocument, type ShellPage } from '#lib/http/shell-page.ts'

export { text } from '#lib/http/shell-page.ts'

/** A page between two redirects of a sign-in. */
export function shellPage(page: ShellPage): Response {
  const { status, headers, html } = shellDocument(page)
  return new Response(html, { status, headers })
}

/** The usual headers on an answer that has no page: redirects, and refusals of methods. */
export const bareHeaders = (): Record<string, string> => ({
  ...securityHeaders('/saml', isHttps()),
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
})
