const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)?)?$/i

/**
 * Milliseconds since 1970 of an xsd:dateTime (RFC 7643 §2.3.5), undefined for what is none. Without a zone it is UTC; a
 * bare date is its midnight.
 */
export const readInstant = (text: string): number | undefined => {
  const match = DATE_TIME.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, , , zone] = match
  if (Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return undefined
  const time = Date.parse(hour === undefined || zone !== undefined ? text.toUpperCase() : `${text.toUpperCase()}Z`)
  return Number.isNaN(time) ? undefined : time
}
