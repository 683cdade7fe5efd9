import { AppError } from '#lib/errors.ts'
import { readNetworks } from '../idps/networks.ts'
import { contains, overlap, parseRange } from './networks.ts'

/**
 * The ranges of a location as stored: CIDR, each once. Throws `AppError` `invalid` for field `ranges`, naming the entry that
 * is none or that lies in another of the list.
 */
export function readRanges(entries: readonly string[]): string[] {
  const ranges = readEntries(entries)
  if (ranges.length === 0) throw invalid('IP Addresses: enter at least one address or CIDR range.')
  for (const inner of ranges) {
    const outer = ranges.find((each) => each !== inner && contains(parseRange(each), parseRange(inner)))
    if (outer !== undefined) throw invalid(`IP Addresses: ${inner} lies in ${outer} already. Leave one of them out.`)
  }
  return ranges
}

/** The rules are those of a token's allowed networks; the words are of this form. */
function readEntries(entries: readonly string[]): string[] {
  try {
    return readNetworks(entries)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw invalid(error.message.replace('Allowed networks', 'IP Addresses'))
  }
}

/** A range of `some` and one of `others` that share an address. */
export function findOverlap(
  some: readonly string[],
  others: readonly string[],
): { range: string; other: string } | undefined {
  for (const range of some) {
    const other = others.find((each) => overlap(parseRange(range), parseRange(each)))
    if (other !== undefined) return { range, other }
  }
  return undefined
}

/** The first of `inner` that lies in none of `outer`. */
export const findOutside = (inner: readonly string[], outer: readonly string[]): string | undefined =>
  inner.find((range) => !outer.some((each) => contains(parseRange(each), parseRange(range))))

const invalid = (message: string) => new AppError('invalid', message, { field: 'ranges' })
