/** The IdP id that requests with an unknown IdP are logged under. */
export const unknownIdpId = '-'

export const MINUTE_MS = 60_000

/** The lowest UUIDv7 of an instant: what came at or after it has this id or a higher one. RFC 9562 §5.7. */
export const lowestIdAt = (at: Date): string => {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** The same of a minute, counted from 1970. */
export const lowestIdOfMinute = (minute: number): string => lowestIdAt(new Date(minute * MINUTE_MS))
