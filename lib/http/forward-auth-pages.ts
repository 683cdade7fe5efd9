import { applicationPaths, blockWords, type Verdict } from '#lib/services/forward-auth/index.ts'
import { shellDocument, text, type ShellDocument } from './shell-page.ts'

// Pages that stand at the application's host, or on the way to it.

type Blocked = Extract<Verdict, { kind: 'blocked' }>

/** Why somebody is kept out, and what to tell whom. */
export function blockedPage({ why, message, userName, application }: Blocked, now: Date = new Date()): ShellDocument {
  const words = blockWords[why]
  const facts = [
    ...(application === undefined ? [] : [['Application', text(application)]]),
    ...(userName === undefined ? [] : [['User name', text(userName)]]),
    ['Code', `<span class="id">${words.code}</span>`],
    ['Time', `<span class="id">${now.toISOString().slice(0, 19)}Z</span>`],
  ]
  const other =
    userName === undefined
      ? ''
      : `<p class="actions"><a class="button" href="${applicationPaths.signOut}">Sign out</a></p>`
  return shellDocument({
    title: words.title,
    status: 403,
    isElsewhere: true,
    body: `<p>${text(message === '' ? words.text : message)}</p>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>
<p>If you need access, ask your administrator, and tell them the code and the time.</p>
${other}`,
  })
}

/** In words alone, for programs. */
export const blockedText = ({ why, message }: Blocked): string => {
  const { code, text: words } = blockWords[why]
  return `${code}: ${message === '' ? words : message}\n`
}

/** The way is clear by now. */
export const allowedPage = (): ShellDocument =>
  shellDocument({
    title: 'Access is allowed',
    isElsewhere: true,
    body: `<p>Nothing blocks it any more.</p>
<p class="actions"><a class="button" href="/">Continue</a></p>`,
  })

/** Who was led here is asked to sign in. */
export const signInPage = (location: string): ShellDocument =>
  shellDocument({
    title: 'Sign in',
    status: 401,
    isElsewhere: true,
    body: `<p>Sign in to continue.</p>
<p class="actions"><a class="button" href="${text(location)}">Sign in</a></p>`,
  })

/** A code that is spent, too old, for another application or another browser's. */
export const deadCodePage = (): ShellDocument =>
  shellDocument({
    title: 'Not signed in',
    status: 403,
    isElsewhere: true,
    body: `<p>This sign-in was finished already, took too long, or began in another browser. Begin anew.</p>
<p class="actions"><a class="button" href="/">Continue</a></p>`,
  })

/** At our own host: the Timeout policy says something to whoever has to sign in again. */
export const timeoutPage = (message: string, location: string): ShellDocument =>
  shellDocument({
    title: 'Sign in again',
    body: `<p>${text(message)}</p>
<p class="actions"><a class="button" href="${text(location)}">Sign in</a></p>`,
  })

/** At our own host: no way on from here. */
export const lostPage = (): ShellDocument =>
  shellDocument({
    title: 'Begin at the application',
    status: 400,
    body: '<p>This address leads on from an application that asked who you are, within a quarter of an hour. Open the application again.</p>',
  })

export const waitPage = (status: 429 | 503): ShellDocument =>
  shellDocument({
    title: 'Wait a little',
    status,
    headers: { 'Retry-After': status === 429 ? '60' : '2' },
    body: '<p>Rollcall is busy. Wait a moment, then load this page again.</p>',
  })

/** What only proxies and those who set them up see. */
export const plainPage = (status: number, words: string, headers: Record<string, string> = {}): ShellDocument =>
  shellDocument({
    title: 'This request was not accepted',
    status,
    headers,
    isElsewhere: true,
    body: `<p>${text(words)}</p>`,
  })
