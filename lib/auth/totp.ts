import { Secret, TOTP } from 'otpauth'

/** Six digits, thirty seconds, SHA-1: the one combination that every authenticator app understands (RFC 6238). */
const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const

/** A neighbouring step is taken too: clocks differ, and people type slowly (RFC 6238 §5.2). */
const window = 1

/** 160 random bits in Base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What a QR code holds for an authenticator app: the account under the name of this deployment. */
export const totpUri = (secret: string, account: { email: string; issuer: string }): string =>
  new TOTP({ ...parameters, secret, label: account.email, issuer: account.issuer }).toString()

/**
 * The time step (seconds since 1970 / 30) that `code` belongs to, when that is now and later than `lastStep`: a code
 * that was used, or one before it, is not taken again. Undefined for every other code.
 */
export function matchTotp(secret: string, code: string, lastStep: number, now = new Date()): number | undefined {
  const token = code.replaceAll(/[\s-]/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const timestamp = now.getTime()
  const delta = new TOTP({ ...parameters, secret }).validate({ token, timestamp, window })
  if (delta === null) return undefined
  const step = TOTP.counter({ period: parameters.period, timestamp }) + delta
  return step > lastStep ? step : undefined
}
