import ipaddr from 'ipaddr.js'

/** A CIDR range as read: its first address and how many bits of it count. */
export type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number]

/** Of ranges as stored, which readRange has judged. */
export const parseRange = (range: string): Range => ipaddr.parseCIDR(range)

/** An address as ranges are compared with it: of IPv4 in IPv6 clothing the IPv4 address. Undefined when it is none. */
export const parseAddress = (address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined =>
  ipaddr.isValid(address) ? ipaddr.process(address) : undefined

export const isWithin = (address: ipaddr.IPv4 | ipaddr.IPv6, [first, bits]: Range): boolean =>
  address.kind() === first.kind() && address.match(first, bits)

/** Whether all of `inner` lies in `outer`. */
export const contains = (outer: Range, inner: Range): boolean => outer[1] <= inner[1] && isWithin(inner[0], outer)

/** Whether two ranges share an address: CIDR ranges are apart, or one lies in the other. */
export const overlap = (a: Range, b: Range): boolean => contains(a, b) || contains(b, a)
