/** What came of a logout: at the identity provider too; here alone, since it offers none; not there, though asked. */
export type LogoutResult = 'everywhere' | 'here' | 'partly'

/** What an address says of it (`?logout=…`). */
export const readLogoutResult = (value: string | string[] | undefined): LogoutResult | undefined =>
  typeof value === 'string' && isResult(value) ? value : undefined

const isResult = (value: string): value is LogoutResult => Object.hasOwn(logoutWords, value)

export const logoutWords: Readonly<Record<LogoutResult, string>> = {
  everywhere: 'Your session here is over, and the one at your identity provider.',
  here: 'Your session here is over. The one at your identity provider may go on; close the browser to be sure.',
  partly: 'Your session here is over. Your identity provider did not end its own; close the browser to be sure.',
}
