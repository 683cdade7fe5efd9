/** An address as eight groups of 16 bits; IPv4 as the IPv6 that stands for it (RFC 4291 §2.5.5.2). */
export type Address = readonly number[]
export type Network = { address: Address; bits: number }

const V4_PREFIX = [0, 0, 0, 0, 0, 0xffff]

/** Reads an IPv4 or IPv6 address; undefined for anything else, zones and IPv4 with leading zeros included. */
export const parseAddress = (text: string): Address | undefined => (text.includes(':') ? parseV6(text) : parseV4(text))

/** Reads a CIDR range; an address alone is a range of one. Bits behind the prefix do not matter. */
export const parseNetwork = (text: string): Network | undefined => {
  const [start = '', prefix, ...more] = text.split('/')
  const address = parseAddress(start)
  if (!address || more.length > 0) return undefined
  const width = start.includes(':') ? 128 : 32
  if (prefix === undefined) return { address, bits: 128 }
  if (!/^(0|[1-9]\d{0,2})$/.test(prefix) || Number(prefix) > width) return undefined
  return { address, bits: Number(prefix) + 128 - width }
}

export const contains = ({ address, bits }: Network, wanted: Address): boolean => {
  for (let group = 0, left = bits; left > 0; group += 1, left -= 16) {
    const ignored = left >= 16 ? 0 : 16 - left
    if ((address[group] ?? 0) >> ignored !== (wanted[group] ?? 0) >> ignored) return false
  }
  return true
}

const parseV4 = (text: string): Address | undefined => {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) {
    return undefined
  }
  const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number)
  return [...V4_PREFIX, a * 256 + b, c * 256 + d]
}

const parseV6 = (text: string): Address | undefined => {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half, index) => groupsOf(half, index === halves.length - 1))
  if (!head || (halves.length === 2 && !tail)) return undefined
  if (!tail) return head.length === 8 ? head : undefined
  const missing = 8 - head.length - tail.length
  return missing < 1 ? undefined : [...head, ...Array<number>(missing).fill(0), ...tail]
}

/** Groups between colons; the last two may be written as IPv4. */
const groupsOf = (text: string, isLast: boolean): number[] | undefined => {
  if (text === '') return []
  const parts = text.split(':')
  const groups: number[] = []
  for (const [index, part] of parts.entries()) {
    if (isLast && index === parts.length - 1 && part.includes('.')) {
      const v4 = parseV4(part)
      if (!v4) return undefined
      groups.push(...v4.slice(6))
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16))
    else return undefined
  }
  return groups
}
