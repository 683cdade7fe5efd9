import { randomBytes } from 'node:crypto'
import { securityHeaders } from '#lib/auth/page-headers.ts'
import { isHttps } from '#lib/auth/cookie.ts'

// Pages between two redirects of a sign-in, and those shown in an application's place: no portal around them, no framework
// under them. What is shown is text that was escaped here.

export type ShellPage = {
  title: string
  /** Markup made of `text` and constants. */
  body: string
  status?: number
  headers?: Record<string, string>
  /** Where its form goes: to ourselves, to an IdP (`https:`, or the origin of one on plain http), or nowhere. */
  formAction?: string
  /** JavaScript that runs under the page's nonce. */
  script?: string
  /** It is shown at another host than ours, where nothing else of ours is to be had. */
  isElsewhere?: boolean
}

export type ShellDocument = { status: number; headers: Record<string, string>; html: string }

/** For everything in a page that is not a constant. */
export const text = (given: string): string =>
  given.replace(/\p{Cc}/gu, ' ').replace(/[&<>"']/g, (character) => entities[character] ?? '')

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function shellDocument({
  title,
  body,
  status = 200,
  headers = {},
  formAction = "'none'",
  script,
  isElsewhere = false,
}: ShellPage): ShellDocument {
  const nonce = randomBytes(16).toString('base64')
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    "img-src 'self'",
    ...(script === undefined ? [] : [`script-src 'nonce-${nonce}'`]),
    `form-action ${formAction}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
${isElsewhere ? '' : '<link rel="icon" href="/icon.svg">\n'}<title>${text(title)} · Rollcall</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<p class="brand">${mark}Rollcall</p>
<div class="card">
<h1>${text(title)}</h1>
${body}
</div>
</main>
${script === undefined ? '' : `<script nonce="${nonce}">${script}</script>\n`}</body>
</html>
`
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      // Whether another host is to be asked by https alone is not ours to say.
      ...securityHeaders('/saml', isHttps() && !isElsewhere),
      'Content-Security-Policy': policy,
      ...headers,
    },
    html,
  }
}

const mark =
  '<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><rect x="1" y="1" width="18" height="18" rx="5" fill="var(--accent)"/><path d="M5.5 6.5h4M5.5 10h3M5.5 13.5h4" stroke="#fff" stroke-width="1.6" stroke-linecap="round" opacity=".75"/><path d="m10.6 10.4 1.7 1.8 3-4" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" fill="none"/></svg>'

/** The colours of app/globals.css, by what the system prefers: no script may run to ask what the portal is set to. */
const style = `
:root{--canvas:oklch(.985 .002 265);--surface:oklch(1 0 0);--line:oklch(.915 .005 265);--line-strong:oklch(.66 .012 265);--ink:oklch(.235 .015 265);--muted:oklch(.455 .018 265);--accent:oklch(.5 .165 268);--accent-hover:oklch(.45 .165 268);--sunken:oklch(.967 .003 265);color-scheme:light}
@media (prefers-color-scheme:dark){:root{--canvas:oklch(.168 .006 265);--surface:oklch(.198 .007 265);--line:oklch(.287 .009 265);--line-strong:oklch(.5 .014 265);--ink:oklch(.945 .004 265);--muted:oklch(.755 .012 265);--accent:oklch(.56 .165 270);--accent-hover:oklch(.51 .165 270);--sunken:oklch(.182 .006 265);color-scheme:dark}}
*{box-sizing:border-box;margin:0}
body{background:var(--canvas);color:var(--ink);font:.875rem/1.5 ui-sans-serif,system-ui,sans-serif;min-height:100dvh;display:flex;flex-direction:column;align-items:center;justify-content:center;padding:3rem 1rem}
main{width:100%;max-width:24rem}
.brand{display:flex;align-items:center;justify-content:center;gap:.5rem;margin-bottom:2rem;font-size:1rem;font-weight:600;letter-spacing:-.02em}
.card{background:var(--surface);border:1px solid var(--line);border-radius:.5rem;padding:1.5rem;overflow-wrap:anywhere}
h1{font-size:1rem;line-height:1.5rem;font-weight:600;letter-spacing:-.02em}
p{margin-top:.25rem;color:var(--muted);font-size:.8125rem}
.brand{margin-top:0;color:var(--ink);font-size:1rem}
@media (max-width:40rem){body{justify-content:flex-start}}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin-top:1rem;padding:.75rem;background:var(--sunken);border:1px solid var(--line);border-radius:.375rem;font-size:.8125rem}
dt{color:var(--muted)}
dd{line-height:1.25rem}
.id{font-family:ui-monospace,monospace;font-size:.75rem}
dl+p{margin-top:.75rem}
form,.actions{margin-top:1.25rem}
button,.button{display:block;width:100%;height:2.25rem;border:0;border-radius:.375rem;background:var(--accent);color:#fff;font:inherit;font-weight:500;line-height:2.25rem;text-align:center;text-decoration:none;cursor:pointer}
button:hover,.button:hover{background:var(--accent-hover)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
`
