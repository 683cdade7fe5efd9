/**
 * The Content-Security-Policy of a page: only scripts and styles that carry this answer's nonce, nothing framed, no
 * foreign form target. Popovers are placed by style attributes, hence `style-src-attr`.
 * @param isDevelopment Next's development server evaluates code, injects styles without a nonce and talks over a socket.
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws: wss:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The headers every page and portal answer carries. */
export function securityHeaders(path: string, isHttps: boolean): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    // With `no-referrer` browsers send `Origin: null` from plain forms, which our actions refuse; the pages whose
    // addresses are secrets have none.
    'Referrer-Policy': /^\/(setup|choose-password)$/.test(path) ? 'no-referrer' : 'same-origin',
    'X-Frame-Options': 'DENY',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'Cache-Control': 'private, no-store',
    ...(isHttps
      ? { 'Strict-Transport-Security': 'max-age=31536000', 'Cross-Origin-Opener-Policy': 'same-origin' }
      : {}),
  }
}
