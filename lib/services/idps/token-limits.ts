import { AppError } from '#lib/errors.ts'
import { readNetworks } from './networks.ts'

/** How long a token works: a preset, or to the end of a day in UTC, `2027-01-31`. */
export type TokenExpiry = 'never' | '90-days' | '1-year' | '2-years' | { date: string }

/** What narrows a token. No networks: it is accepted from anywhere. */
export type TokenLimits = { expires: TokenExpiry; allowedNetworks: string[] }

export const noLimits: TokenLimits = { expires: 'never', allowedNetworks: [] }

/** The limits as columns. Throws `AppError` `invalid` for field `expires` or `allowedNetworks`. */
export function readLimits(limits: TokenLimits, now: Date): { expiresAt: Date | null; allowedNetworks: string | null } {
  const networks = readNetworks(limits.allowedNetworks)
  return {
    expiresAt: readExpiry(limits.expires, now),
    allowedNetworks: networks.length === 0 ? null : networks.join(' '),
  }
}

/** The ranges of a stored token, for people. */
export const networksOf = (stored: string | null): string[] => (stored === null ? [] : stored.split(' '))

const dayMs = 86_400_000

/** When something that expires so ends; null: never. Throws `AppError` `invalid` for field `expires`. */
export function readExpiry(expires: TokenExpiry, now: Date): Date | null {
  if (expires === 'never') return null
  if (expires === '90-days') return new Date(now.getTime() + 90 * dayMs)
  if (typeof expires === 'string') {
    const at = new Date(now)
    at.setUTCFullYear(at.getUTCFullYear() + (expires === '1-year' ? 1 : 2))
    return at
  }
  const at = new Date(`${expires.date}T23:59:59.999Z`)
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(expires.date) ||
    Number.isNaN(at.getTime()) ||
    !at.toISOString().startsWith(expires.date)
  ) {
    throw invalid(`Expires: “${expires.date.slice(0, 40)}” is not a date. Enter one such as 2027-01-31.`)
  }
  if (at <= now) throw invalid(`Expires: ${expires.date} is over. Enter a day to come.`)
  if (at.getTime() > now.getTime() + 10 * 366 * dayMs) {
    throw invalid(`Expires: ${expires.date} is more than ten years away. Enter an earlier day, or choose Never.`)
  }
  return at
}

const invalid = (message: string) => new AppError('invalid', message, { field: 'expires' })
